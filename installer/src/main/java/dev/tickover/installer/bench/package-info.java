/** Measures what ticks cost on the machine at hand. */
package dev.tickover.installer.bench;
