package dev.tickover.installer.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words times for people: local time, and distances in two units at most. */
public final class TimeText {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private TimeText() {}

    /**
     * Words an instant in local time.
     *
     * @param instant the instant
     * @param zone the zone
     * @return for example {@code Sat 2026-11-21 10:30:00}
     */
    public static String local(Instant instant, ZoneId zone) {
        return LOCAL.format(instant.atZone(zone));
    }

    /**
     * Words a distance from now.
     *
     * @param instant the instant
     * @param now the moment
     * @return for example {@code in 2h 5m} or {@code 40s ago}
     */
    public static String distance(Instant instant, Instant now) {
        Duration distance = Duration.between(now, instant);
        return distance.isNegative() ? length(distance.negated()) + " ago" : "in " + length(distance);
    }

    /**
     * Words a length of time.
     *
     * @param duration the length
     * @return for example {@code 2h 5m}, {@code 1.2s} or {@code 0s}
     */
    public static String length(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10 && duration.toMillisPart() >= 100) {
            return seconds + "." + duration.toMillisPart() / 100 + "s";
        }
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "m", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "m");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
