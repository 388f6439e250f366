/** Pulses in the foreground, for machines without a scheduler. */
package dev.tickover.installer.runner;
