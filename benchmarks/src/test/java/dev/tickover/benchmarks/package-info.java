/** Measures what decisions, recurrences and simulations cost. */
package dev.tickover.benchmarks;
