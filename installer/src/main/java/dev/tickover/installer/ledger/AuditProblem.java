package dev.tickover.installer.ledger;

import java.time.Instant;
import java.util.Locale;

/**
 * Is a fault of the account.
 *
 * @param kind what kind of fault
 * @param from the first due instant, or the moment, that it is about
 * @param through the last one
 * @param count how many due instants it is about; 0 where it is about none in particular
 * @param what for people, one line
 */
public record AuditProblem(Kind kind, Instant from, Instant through, long count, String what) {

    /** Names the faults. */
    public enum Kind {
        /** Due instants that ended in no way at all. */
        UNACCOUNTED,
        /** Due instants that ended twice. */
        DOUBLE,
        /** An account that does not fit the recurrence: no due instant, or another count. */
        MISFIT,
        /** Due instants that the state takes for served and the history does not know. */
        STATE_AHEAD,
        /** Due instants that the history accounts for and the state does not. */
        STATE_BEHIND,
        /** Lines of the history that are gone, or there twice. */
        LINES;

        /** {@return the word for it; for example {@code state-ahead}} */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
