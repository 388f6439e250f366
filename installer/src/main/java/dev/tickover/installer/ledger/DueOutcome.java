package dev.tickover.installer.ledger;

import dev.tickover.event.Fate;
import java.util.Locale;

/** Tells how a due instant ended. */
public enum DueOutcome {
    /** A tick of its own was started. */
    RAN,
    /** A tick for another due instant, or for a wake, stands for it. */
    COALESCED,
    /** A rule of the manifest dropped it. */
    SKIPPED,
    /** It came too late to be served. */
    MISSED;

    /** {@return the word for it; for example {@code ran}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DueOutcome of(Fate fate) {
        return switch (fate) {
            case COALESCED -> COALESCED;
            case SKIPPED -> SKIPPED;
            case MISSED -> MISSED;
        };
    }
}
