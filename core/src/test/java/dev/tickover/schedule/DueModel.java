package dev.tickover.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds due instants the slow and plain way: it asks of every minute what the wall clock shows, by means of the JDK
 * alone.
 *
 * @param matches the local minutes that are due
 * @param zone the zone; its offsets are whole minutes in the years asked for
 * @param gap what becomes of a match inside a gap
 * @param overlap how often a match inside an overlap is due
 */
record DueModel(Predicate<LocalDateTime> matches, ZoneId zone, DstGap gap, DstOverlap overlap) {

    /** Returns the due instants after the one and before the other, both whole minutes. */
    List<Instant> between(Instant after, Instant until) {
        List<Instant> due = new ArrayList<>();
        for (Instant minute = after.plusSeconds(60); minute.isBefore(until); minute = minute.plusSeconds(60)) {
            if (isDue(minute)) {
                due.add(minute);
            }
        }
        return due;
    }

    private boolean isDue(Instant minute) {
        LocalDateTime local = LocalDateTime.ofInstant(minute, zone);
        ZoneOffset offset = zone.getRules().getOffset(minute);
        boolean isFirstPass = zone.getRules().getValidOffsets(local).get(0).equals(offset);
        if (matches.test(local) && (isFirstPass || overlap == DstOverlap.BOTH)) {
            return true;
        }
        ZoneOffsetTransition change = zone.getRules().nextTransition(minute.minusSeconds(1));
        return gap == DstGap.SHIFT
                && change != null
                && change.isGap()
                && change.getInstant().equals(minute)
                && anyMatchInside(change);
    }

    private boolean anyMatchInside(ZoneOffsetTransition change) {
        LocalDateTime local = change.getDateTimeBefore();
        while (local.isBefore(change.getDateTimeAfter())) {
            if (matches.test(local)) {
                return true;
            }
            local = local.plusMinutes(1);
        }
        return false;
    }
}
