package dev.tickover.policy;

import dev.tickover.event.HistoryEvent;
import java.util.List;
import java.util.Objects;

/**
 * What a look at a schedule found and changed.
 *
 * @param seen the state that was decided on: clock steps and dead owners seen to
 * @param decision what the rules decided
 * @param next the state from now on
 * @param events what happened, in order; if there is none, nothing has changed that must be kept
 * @param step what is to be done
 */
public record Looked(ScheduleState seen, Decision decision, ScheduleState next, List<HistoryEvent> events, Step step) {

    /** Checks for null. */
    public Looked {
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(step, "step");
    }
}
