package dev.tickover.installer.simulate;

import dev.tickover.simulation.Trace;
import dev.tickover.simulation.TraceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells how evenly a schedule ticked.
 *
 * @param ticks how often
 * @param closest the least real time between two ticks; empty if there are not two
 * @param longestSilence the longest real time without a tick, from the beginning to the end
 */
public record Pace(int ticks, Optional<Duration> closest, Duration longestSilence) {

    /**
     * Measures.
     *
     * @param schedule the schedule
     * @param trace what happened
     * @param length how long the trace lasts
     * @return the pace
     */
    public static Pace of(String schedule, Trace trace, Duration length) {
        List<Duration> ages = ages(schedule, trace);
        Duration closest = null;
        Duration longest = Duration.ZERO;
        Duration before = Duration.ZERO;
        for (int i = 0; i < ages.size(); i++) {
            Duration distance = ages.get(i).minus(before);
            longest = max(longest, distance);
            closest = i > 0 && (closest == null || distance.compareTo(closest) < 0) ? distance : closest;
            before = ages.get(i);
        }
        return new Pace(ages.size(), Optional.ofNullable(closest), max(longest, length.minus(before)));
    }

    /**
     * Returns when a schedule ticked.
     *
     * @param schedule the schedule
     * @param trace what happened
     * @return the ages, in order
     */
    public static List<Duration> ages(String schedule, Trace trace) {
        List<Duration> ages = new ArrayList<>();
        for (TraceEvent event : trace.of(schedule).events()) {
            if (event.what() instanceof TraceEvent.Begun) {
                ages.add(event.age());
            }
        }
        return ages;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
