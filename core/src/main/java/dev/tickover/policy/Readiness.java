package dev.tickover.policy;

import dev.tickover.event.Reason;
import java.util.Objects;

/**
 * Whether there is somebody to deliver to.
 *
 * @param ready whether there is
 * @param reason what is missing; of no meaning if ready
 */
public record Readiness(boolean ready, Reason reason) {

    /** There is somebody. */
    public static final Readiness READY = new Readiness(true, new Reason(Reason.Kind.DUE, ""));

    /** Checks for null. */
    public Readiness {
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * Makes one of a host that is missing.
     *
     * @param kind what is missing
     * @param text the same for people
     * @return not ready
     */
    public static Readiness missing(Reason.Kind kind, String text) {
        return new Readiness(false, new Reason(kind, text));
    }
}
