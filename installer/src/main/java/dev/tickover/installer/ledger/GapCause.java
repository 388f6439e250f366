package dev.tickover.installer.ledger;

import java.util.Objects;

/**
 * Is one cause of a gap.
 *
 * @param cause which
 * @param what for people, in a few words
 */
public record GapCause(Cause cause, String what) {

    /** Checks for null. */
    public GapCause {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(what, "what");
    }
}
