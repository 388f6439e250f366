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
    private boolean isResumed = true;

    private record Pause(Instant from, Instant until) {}

    /** Takes an event; null is none. */
    void take(HistoryEvent event) {
        if (event instanceof HistoryEvent.Paused paused) {
            if (isResumed || !last().until().isAfter(paused.at())) {
                all.add(new Pause(paused.at(), paused.until()));
            } else {
                endsAt(paused.until());
            }
            isResumed = false;
        } else if (event instanceof HistoryEvent.Resumed resumed && !isResumed) {
            endsAt(resumed.at());
            isResumed = true;
        }
    }

    private Pause last() {
        return all.get(all.size() - 1);
    }

    /** Gives the last pause another end. */
    private void endsAt(Instant until) {
        all.set(all.size() - 1, new Pause(last().from(), until));
    }

    /** Forgets the pauses that are over, but not the last one unless it was resumed. */
    void forgetOver() {
        all.subList(0, isResumed ? all.size() : all.size() - 1).clear();
    }

    boolean contain(Instant instant) {
        return all.stream().anyMatch(pause -> !instant.isBefore(pause.from()) && instant.isBefore(pause.until()));
    }
}
