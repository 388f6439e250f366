package dev.tickover.installer.ledger;

import dev.tickover.event.HistoryEvent;
import java.time.Instant;

/** Is told what an {@link AccountWalk} meets, in the order of the history. */
interface AccountListener {

    /** A due instant ended. */
    void ended(Instant due, DueOutcome ending, HistoryEvent event);

    /** A due instant that was told as ran, and whose tick never ended well, ended in another way after all. */
    void superseded(Instant due, DueOutcome ending, HistoryEvent event);

    /** Something is wrong. */
    void problem(AuditProblem problem);

    /** From here on due instants are found by another rule. */
    default void rule(HistoryEvent.Installed rule) {}
}
