package dev.tickover.policy;

import java.time.Instant;
import java.util.Objects;

/**
 * Accounts for a run of successive due instants that got no tick of their own.
 *
 * @param fate how they ended
 * @param first the first of them
 * @param last the last of them
 * @param count how many they are, at least 1
 * @param why for people; for {@link Fate#COALESCED} it names the tick
 */
public record Account(Fate fate, Instant first, Instant last, int count, String why) {

    /** Checks the bounds. */
    public Account {
        Objects.requireNonNull(fate, "fate");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(why, "why");
        if (count < 1 || last.isBefore(first)) {
            throw new IllegalArgumentException("an account of " + count + " due instants");
        }
    }
}
