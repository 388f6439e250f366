package dev.tickover.policy;

import java.time.Instant;
import java.util.Objects;

/**
 * Is a tick that must be delivered again: it failed and is retried, could not be delivered, or its tick client died.
 *
 * @param tick the tick as it was last delivered
 * @param notBefore the earliest time of the next attempt
 * @param cause why, for people
 */
public record Redelivery(Tick tick, Instant notBefore, String cause) {

    /** Checks for null. */
    public Redelivery {
        Objects.requireNonNull(tick, "tick");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(cause, "cause");
    }
}
