/** Measures whole ticks, as processes, on the machine at hand. */
package dev.tickover.benchmarks.tick;
