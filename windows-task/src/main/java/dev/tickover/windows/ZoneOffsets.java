package dev.tickover.windows;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Knows the offsets that a zone comes to have from UTC. */
final class ZoneOffsets {

    /** The same years as a pulse plan's; fixed, so that a task in force never seems to have drifted by itself. */
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant UNTIL = Instant.parse("2046-01-01T00:00:00Z");

    private ZoneOffsets() {}

    /** Returns the offsets in minutes, of which there is at least one; those of these years are whole minutes. */
    static NavigableSet<Integer> minutesOf(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        NavigableSet<Integer> minutes = new TreeSet<>();
        minutes.add(Math.floorDiv(rules.getOffset(FROM).getTotalSeconds(), 60));
        ZoneOffsetTransition next = rules.nextTransition(FROM);
        while (next != null && next.getInstant().isBefore(UNTIL)) {
            minutes.add(Math.floorDiv(next.getOffsetAfter().getTotalSeconds(), 60));
            next = rules.nextTransition(next.getInstant());
        }
        return minutes;
    }
}
