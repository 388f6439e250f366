package dev.tickover.installer.ledger;

import dev.tickover.event.HistoryEvent;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.First;
import java.time.Instant;
import java.util.Optional;

/**
 * The rule that a history names, with its due instants.
 *
 * @param installed the event that names it
 * @param due the due instants
 */
record LedgerRule(HistoryEvent.Installed installed, DueInstants due) {

    static LedgerRule of(HistoryEvent.Installed installed) {
        return new LedgerRule(installed, installed.rule().due());
    }

    /** Returns the first due instant that an account through some instant, null for none, does not hold yet. */
    Optional<Instant> after(Instant accountedThrough) {
        if (accountedThrough != null) {
            return due.next(accountedThrough);
        }
        return installed.rule().first() == First.AT_INSTALL
                ? Optional.of(installed.installedAt())
                : due.next(installed.installedAt());
    }
}
