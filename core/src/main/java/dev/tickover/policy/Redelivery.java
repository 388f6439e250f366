package dev.tickover.policy;

import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import java.time.Instant;
import java.util.Objects;

/**
 * Is a tick that must be delivered again: it failed and is retried, could not be delivered, or its tick client died.
 *
 * @param tick the tick as it was last delivered
 * @param notBefore the earliest time of the next attempt
 * @param cause why
 * @param mayBeDone whether its work may have been done although nobody could say so: whoever delivered it died, or the
 *     answer was lost
 */
public record Redelivery(Tick tick, Instant notBefore, Reason cause, boolean mayBeDone) {

    /** A tick that was never answered so often is given up: one that ends its host each time must not go on for ever. */
    public static final int MOST_ATTEMPTS = 3;

    /** Checks for null. */
    public Redelivery {
        Objects.requireNonNull(tick, "tick");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(cause, "cause");
    }

    /**
     * Tells whether the tick is delivered again under its own id whatever else is due: under another one a host could not
     * tell that it has done the work.
     *
     * @return false if a newer tick may stand for it
     */
    public boolean standsAlone() {
        return mayBeDone && tick.attempt() < MOST_ATTEMPTS;
    }
}
