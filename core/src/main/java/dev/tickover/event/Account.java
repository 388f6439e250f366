package dev.tickover.event;

import java.time.Instant;
import java.util.Objects;

/**
 * An account for successive due instants that got no tick of their own.
 *
 * @param fate how they ended
 * @param first the first of them
 * @param last the last of them
 * @param count how many they are, at least 1
 * @param into the id of the tick that stands for them; empty unless they are {@link Fate#COALESCED}
 * @param reason which rule decided
 */
public record Account(Fate fate, Instant first, Instant last, int count, String into, Reason reason) {

    /** Checks the bounds. */
    public Account {
        Objects.requireNonNull(fate, "fate");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(into, "into");
        Objects.requireNonNull(reason, "reason");
        if (count < 1 || last.isBefore(first)) {
            throw new IllegalArgumentException("an account of " + count + " due instants");
        }
        if (!into.isEmpty() && fate != Fate.COALESCED) {
            throw new IllegalArgumentException(fate + " into \"" + into + "\"");
        }
    }

    /**
     * Makes an account of due instants that a rule dropped.
     *
     * @param fate how they ended; not {@link Fate#COALESCED}
     * @param first the first of them
     * @param last the last of them
     * @param count how many they are, at least 1
     * @param reason which rule decided
     */
    public Account(Fate fate, Instant first, Instant last, int count, Reason reason) {
        this(fate, first, last, count, "", reason);
    }
}
