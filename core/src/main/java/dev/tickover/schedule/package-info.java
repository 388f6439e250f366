/** Computes when a tick is due; reads no clock. */
package dev.tickover.schedule;
