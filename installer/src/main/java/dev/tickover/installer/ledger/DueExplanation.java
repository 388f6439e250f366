package dev.tickover.installer.ledger;

import dev.tickover.event.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells of one due instant, or of one tick for wakes alone, what became of it.
 *
 * @param due the due instant; for wakes, the moment of the request
 * @param ending how it ended; empty while it is owed or still to come, and for wakes
 * @param event the event that says so; empty if there is none
 * @param later what became of its tick after that, in order
 * @param causes what kept it from being served in time; empty if nothing did
 */
public record DueExplanation(
        Instant due,
        Optional<DueOutcome> ending,
        Optional<HistoryEvent> event,
        List<HistoryEvent> later,
        List<GapCause> causes) {

    /** Checks for null and copies. */
    public DueExplanation {
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(event, "event");
        later = List.copyOf(later);
        causes = List.copyOf(causes);
    }
}
