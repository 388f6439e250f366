package dev.tickover.simulation;

import java.time.Instant;
import java.util.Objects;

/**
 * Says that an invariant was broken.
 *
 * @param invariant which
 * @param schedule of which schedule
 * @param at what the wall clock showed then
 * @param what what happened, for people
 */
public record Violation(Invariant invariant, String schedule, Instant at, String what) {

    /** Checks for null. */
    public Violation {
        Objects.requireNonNull(invariant, "invariant");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(what, "what");
    }

    @Override
    public String toString() {
        return invariant + " " + invariant.title() + ": " + schedule + " at " + at + ": " + what;
    }
}
