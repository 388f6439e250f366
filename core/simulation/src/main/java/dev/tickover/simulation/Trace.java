package dev.tickover.simulation;

import dev.tickover.event.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The events of a simulation, in order. A trace has a beginning and an end of its own: silence has no event.
 *
 * @param events the events
 * @param pending the ids of ticks that were in flight, or to be delivered again, when it ended
 * @param from what the wall clock showed when it began
 * @param length the real time from its beginning to its end; no event is later
 */
public record Trace(List<TraceEvent> events, Set<String> pending, Instant from, Duration length) {

    /** Copies. */
    public Trace {
        events = List.copyOf(events);
        pending = Set.copyOf(pending);
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(length, "length");
        if (!events.isEmpty() && events.get(events.size() - 1).age().compareTo(length) > 0) {
            throw new IllegalArgumentException("something happens after its end");
        }
    }

    /**
     * Returns the events of one schedule and those of the whole machine.
     *
     * @param schedule the schedule's name
     * @return the trace of that schedule
     */
    public Trace of(String schedule) {
        Objects.requireNonNull(schedule, "schedule");
        List<TraceEvent> mine = events.stream()
                .filter(event -> event.schedule().isEmpty() || event.schedule().equals(schedule))
                .toList();
        return new Trace(mine, pending, from, length);
    }

    /**
     * Returns the recorded events of one kind.
     *
     * @param <T> the kind
     * @param kind the kind
     * @return the events, in order
     */
    public <T extends HistoryEvent> Stream<T> recorded(Class<T> kind) {
        return events.stream()
                .map(TraceEvent::recorded)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /**
     * Returns what happened of one kind.
     *
     * @param <T> the kind
     * @param kind the kind
     * @return what happened, in order
     */
    public <T extends TraceEvent.What> Stream<T> all(Class<T> kind) {
        return events.stream().map(TraceEvent::what).filter(kind::isInstance).map(kind::cast);
    }
}
