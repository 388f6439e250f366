package dev.tickover.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects along a trace when a schedule was paused, as the clock of the time showed it. Where the clock is set back into
 * a pause, what comes due again may be dropped by it, or not.
 */
final class Pauses {

    private final List<TraceEvent.Paused> all = new ArrayList<>();

    void take(TraceEvent.What what) {
        if (what instanceof TraceEvent.Paused paused) {
            // The same pause, with another end.
            all.removeIf(known -> known.from().equals(paused.from()));
            all.add(paused);
        }
    }

    boolean contain(Instant instant) {
        return all.stream().anyMatch(pause -> !instant.isBefore(pause.from()) && instant.isBefore(pause.until()));
    }
}
