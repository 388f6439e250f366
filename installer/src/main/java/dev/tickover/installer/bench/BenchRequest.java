package dev.tickover.installer.bench;

import java.util.List;

/**
 * Says what to measure.
 *
 * @param sections the parts, in the order in which they are to be run
 * @param pairs how many pairs of runs each ratio is the median of
 * @param cold whether to measure ticks whose files are not in the page cache too
 */
public record BenchRequest(List<Section> sections, int pairs, boolean cold) {

    /** Checks and copies. */
    public BenchRequest {
        sections = List.copyOf(sections);
        if (pairs < 1) {
            throw new IllegalArgumentException("pairs: " + pairs);
        }
    }
}
