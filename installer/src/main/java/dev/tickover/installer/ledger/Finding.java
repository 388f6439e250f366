package dev.tickover.installer.ledger;

import java.util.Objects;

/**
 * Is one cause of a gap.
 *
 * @param cause which
 * @param what for people, in a few words
 */
public record Finding(Cause cause, String what) {

    /** Checks for null. */
    public Finding {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(what, "what");
    }
}
