package dev.tickover.schedule;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Objects;
import java.util.Optional;

/**
 * Bounds the hours of a local day in which a schedule may tick. Where {@code from} is after {@code until} the hours
 * wrap midnight.
 *
 * @param from the first minute inside
 * @param until the first minute outside again; differs from {@code from}
 */
public record ActiveHours(LocalTime from, LocalTime until) {

    /**
     * Checks that the hours are neither empty nor the whole day.
     *
     * @throws IllegalArgumentException if both ends are the same, or one is no whole minute
     */
    public ActiveHours {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        if (from.equals(until)) {
            throw new IllegalArgumentException("active hours begin and end at " + from);
        }
        if (!isWholeMinute(from) || !isWholeMinute(until)) {
            throw new IllegalArgumentException("active hours are whole minutes: " + from + "-" + until);
        }
    }

    /**
     * Tells whether an instant lies inside.
     *
     * @param instant the instant
     * @param zone the zone whose local time counts
     * @return true if the wall clock then shows a time inside
     */
    public boolean contains(Instant instant, ZoneId zone) {
        long local =
                instant.getEpochSecond() + zone.getRules().getOffset(instant).getTotalSeconds();
        long second = Math.floorMod(local, (long) GregorianDays.SECONDS_PER_DAY);
        boolean afterFrom = second >= from.toSecondOfDay();
        boolean beforeUntil = second < until.toSecondOfDay();
        return from.isBefore(until) ? afterFrom && beforeUntil : afterFrom || beforeUntil;
    }

    /**
     * Finds the next opening. The hours also open where a daylight-saving change puts the wall clock inside: at the end
     * of a gap, or where an overlap repeats a time inside.
     *
     * @param after an instant outside the hours
     * @param zone the zone whose local time counts
     * @return the first instant after it that lies inside; {@link Instant#MAX} if there is none before the year 10000
     */
    public Instant nextOpening(Instant after, ZoneId zone) {
        LocalTimes daily = new EachDayAt(from.toSecondOfDay());
        Optional<Instant> next = new WallClock(zone, daily, DstGap.SKIP, DstOverlap.BOTH).next(after);
        Instant opening = next.isPresent() ? next.get() : Instant.MAX;
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition change = rules.nextTransition(after);
        while (change != null && change.getInstant().isBefore(opening)) {
            if (contains(change.getInstant(), zone)) {
                return change.getInstant();
            }
            change = rules.nextTransition(change.getInstant());
        }
        return opening;
    }

    /**
     * Returns the instants at which the hours open.
     *
     * @param zone the zone whose local time counts
     * @return the openings, in order
     */
    public DueInstants openings(ZoneId zone) {
        return new Openings(this, zone);
    }

    /** {@return the hours as a manifest writes them; for example {@code 08:00-22:00}} */
    public String text() {
        return from + "-" + until;
    }

    private static boolean isWholeMinute(LocalTime time) {
        return time.getSecond() == 0 && time.getNano() == 0;
    }

    /** One time of every day. */
    private record EachDayAt(int secondOfDay) implements LocalTimes {
        @Override
        public long atOrAfter(long localSecond) {
            return localSecond + Math.floorMod(secondOfDay - localSecond, (long) GregorianDays.SECONDS_PER_DAY);
        }
    }
}
