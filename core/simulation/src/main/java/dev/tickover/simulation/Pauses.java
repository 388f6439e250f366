package dev.tickover.simulation;

import dev.tickover.event.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects along a trace when a schedule was paused, as the clock of the time showed it. Where the clock is set back into
 * a pause, what comes due again may be dropped by it, or not.
 */
final class Pauses {

    private final List<Pause> all = new ArrayList<>();

    private record Pause(Instant from, Instant until) {}

    /** Takes an event; null is none. */
    void take(HistoryEvent event) {
        if (event instanceof HistoryEvent.Paused paused) {
            endsAt(paused.at(), paused.until(), true);
        } else if (event instanceof HistoryEvent.Resumed resumed) {
            endsAt(resumed.at(), resumed.at(), false);
        }
    }

    /** A pause that is not over gets another end. */
    private void endsAt(Instant now, Instant until, boolean orBegins) {
        int last = all.size() - 1;
        if (last >= 0 && all.get(last).until().isAfter(now)) {
            all.set(last, new Pause(all.get(last).from(), until));
        } else if (orBegins) {
            all.add(new Pause(now, until));
        }
    }

    boolean contain(Instant instant) {
        return all.stream().anyMatch(pause -> !instant.isBefore(pause.from()) && instant.isBefore(pause.until()));
    }
}
