package dev.tickover.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Knows the offset changes of zones over a fixed span of years. The span is fixed, not counted from today, so that the
 * same recurrence is planned the same on every day and a plan in force never seems to have drifted by itself. It is to
 * begin before any installation and to reach ten years beyond: move it along with the releases.
 */
final class ZoneChanges {

    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2046-01-01T00:00:00Z");

    private ZoneChanges() {}

    /** Returns the transitions inside the span, in order. */
    static List<ZoneOffsetTransition> of(ZoneId zone) {
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition next = rules.nextTransition(FROM);
        while (next != null && next.getInstant().isBefore(UNTIL)) {
            transitions.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        return transitions;
    }

    /**
     * Returns by how many minutes the one zone's local time is ahead of the other's: every difference that the span has
     * between the one at t + delay and the other at t. Offsets of those years are whole minutes.
     */
    static NavigableSet<Integer> minutesAhead(ZoneId zone, ZoneId other, long delaySeconds) {
        NavigableSet<Instant> moments = new TreeSet<>(List.of(FROM));
        of(other).forEach(transition -> moments.add(transition.getInstant()));
        of(zone).forEach(transition -> moments.add(transition.getInstant().minusSeconds(delaySeconds)));
        NavigableSet<Integer> minutes = new TreeSet<>();
        for (Instant moment : moments) {
            int ahead = offset(zone, moment.plusSeconds(delaySeconds)) - offset(other, moment);
            minutes.add(Math.floorDiv(ahead, 60));
        }
        return minutes;
    }

    /** Tells whether the local time of an instant was there before, in the first pass of an overlap. */
    static boolean isSecondPass(ZoneId zone, Instant instant) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition begin = rules.previousTransition(instant.plusSeconds(1));
        return begin != null
                && begin.isOverlap()
                && instant.isBefore(begin.getInstant().minus(begin.getDuration()));
    }

    static long localSecond(ZoneId zone, Instant instant) {
        return instant.getEpochSecond() + offset(zone, instant);
    }

    private static int offset(ZoneId zone, Instant instant) {
        return zone.getRules().getOffset(instant).getTotalSeconds();
    }
}
