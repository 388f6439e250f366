package dev.tickover.benchmarks.tick;

import java.time.Instant;
import java.util.Optional;

/**
 * A tick as it reached its handler.
 *
 * @param id its id
 * @param due the due instant it serves
 * @param handled when its handler began
 */
record HeardTick(String id, Instant due, Instant handled) {

    private static final String TICK = "tick";

    /** Returns it as a line from the host to the benchmark. */
    String line() {
        return TICK + " " + id + " " + due + " " + handled;
    }

    /** Reads a line; empty if it is not about a tick. */
    static Optional<HeardTick> of(String line) {
        String[] words = line.split(" ");
        return words.length == 4 && words[0].equals(TICK)
                ? Optional.of(new HeardTick(words[1], Instant.parse(words[2]), Instant.parse(words[3])))
                : Optional.empty();
    }
}
