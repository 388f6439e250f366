package dev.tickover.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Finds the instants at which a zone's wall clock shows given local times. It walks the stretches of constant offset
 * from one transition of the zone to the next; inside a stretch local time is elapsed time plus a number.
 */
final class WallClock {

    private final ZoneRules rules;
    private final LocalTimes times;
    private final DstGap gap;
    private final DstOverlap overlap;

    WallClock(ZoneId zone, LocalTimes times, DstGap gap, DstOverlap overlap) {
        this.rules = zone.getRules();
        this.times = times;
        this.gap = gap;
        this.overlap = overlap;
    }

    /** Finds the first instant strictly after the given one, whole seconds; empty if there is none before 10000. */
    Optional<Instant> next(Instant after) {
        long from = after.getEpochSecond();
        if (from >= GregorianDays.END_OF_TIME) {
            return Optional.empty();
        }
        long found = search(from);
        return found < GregorianDays.END_OF_TIME ? Optional.of(Instant.ofEpochSecond(found)) : Optional.empty();
    }

    /**
     * Ends because each turn moves on to a later transition, and no zone has one for ever without the year 10000 being
     * reached. Begins in the stretch that holds {@code after} itself, so that a transition one second later is crossed
     * like any other and its gap is looked into.
     */
    private long search(long after) {
        Instant start = Instant.ofEpochSecond(after);
        int offset = rules.getOffset(start).getTotalSeconds();
        long from = Math.max(after + 1 + offset, firstNewLocalTime(rules.previousTransition(start.plusSeconds(1))));
        while (true) {
            ZoneOffsetTransition end = rules.nextTransition(start);
            long found = times.atOrAfter(from);
            if (end == null) {
                return found == LocalTimes.NONE ? LocalTimes.NONE : found - offset;
            }
            long endSecond = end.toEpochSecond();
            if (found < endSecond + offset) {
                return found - offset;
            }
            if (endSecond >= GregorianDays.END_OF_TIME) {
                return LocalTimes.NONE;
            }
            int offsetAfter = end.getOffsetAfter().getTotalSeconds();
            if (gap == DstGap.SHIFT && times.atOrAfter(endSecond + offset) < endSecond + offsetAfter) {
                return endSecond;
            }
            start = end.getInstant();
            offset = offsetAfter;
            from = Math.max(endSecond + offset, firstNewLocalTime(end));
        }
    }

    /** After an overlap the local times up to its end have been there before. */
    private long firstNewLocalTime(ZoneOffsetTransition begin) {
        if (begin == null || overlap == DstOverlap.BOTH || !begin.isOverlap()) {
            return Long.MIN_VALUE;
        }
        return begin.toEpochSecond() + begin.getOffsetBefore().getTotalSeconds();
    }
}
