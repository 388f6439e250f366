package dev.tickover.benchmarks.tick;

import java.util.List;

/**
 * A choice of what to measure.
 *
 * @param sections the parts, in the order in which they are run
 * @param pairs how many pairs of runs each ratio is the median of; at least 1
 * @param cold whether to also measure ticks whose files are not in the page cache
 */
record BenchRequest(List<Section> sections, int pairs, boolean cold) {}
