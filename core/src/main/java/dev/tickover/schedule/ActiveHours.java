package dev.tickover.schedule;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;

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
     * @throws IllegalArgumentException if both ends are the same
     */
    public ActiveHours {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        if (from.equals(until)) {
            throw new IllegalArgumentException("active hours begin and end at " + from);
        }
    }

    /**
     * Tells whether an instant lies inside.
     *
     * @param instant the instant
     * @param zone the zone whose local time counts
     * @return true if inside
     */
    public boolean contains(Instant instant, ZoneId zone) {
        LocalTime time = instant.atZone(zone).toLocalTime();
        boolean afterFrom = !time.isBefore(from);
        boolean beforeUntil = time.isBefore(until);
        return from.isBefore(until) ? afterFrom && beforeUntil : afterFrom || beforeUntil;
    }

    /**
     * Finds the next opening.
     *
     * @param after an instant outside the hours
     * @param zone the zone whose local time counts
     * @return the first instant after it that lies inside; in a daylight-saving gap, the end of the gap
     */
    public Instant nextOpening(Instant after, ZoneId zone) {
        ZonedDateTime local = after.atZone(zone);
        ZonedDateTime opening = local.toLocalDate().atTime(from).atZone(zone);
        if (!opening.toInstant().isAfter(after)) {
            opening = local.toLocalDate().plusDays(1).atTime(from).atZone(zone);
        }
        return opening.toInstant();
    }

    /**
     * Returns the hours as a manifest writes them.
     *
     * @return for example {@code 08:00-22:00}
     */
    public String text() {
        return from + "-" + until;
    }
}
