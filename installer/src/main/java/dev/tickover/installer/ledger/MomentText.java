package dev.tickover.installer.ledger;

import dev.tickover.schedule.DurationText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Reads the moments that people name: {@code 10:30}, {@code 2026-11-21 10:30}, an ISO instant, {@code 30m ago}. */
public final class MomentText {

    /** What may be written, for errors. */
    public static final String EXAMPLES = "10:30, \"2026-11-21 10:30\", 2026-11-21T10:30:00Z, \"30m ago\", now";

    private MomentText() {}

    /**
     * Reads a moment. A time of day is the last such time, today's or yesterday's; a day alone is its midnight.
     *
     * @param text the text
     * @param now the moment
     * @param zone the zone of local times
     * @return the moment
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Instant parse(String text, Instant now, ZoneId zone) {
        String trimmed = text.strip();
        if (trimmed.equals("now")) {
            return now;
        }
        try {
            if (trimmed.endsWith(" ago")) {
                return now.minus(DurationText.parse(
                        trimmed.substring(0, trimmed.length() - 4).strip()));
            }
            if (trimmed.indexOf('-') < 0) {
                return timeOfDay(LocalTime.parse(padded(trimmed)), now, zone);
            }
            String iso = trimmed.replace(' ', 'T');
            if (iso.indexOf('T') < 0) {
                return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
            }
            return hasOffset(iso)
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).atZone(zone).toInstant();
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("no moment: \"" + text + "\"; write " + EXAMPLES, malformed);
        } catch (DateTimeException | ArithmeticException beyond) {
            throw new IllegalArgumentException("no moment of this calendar: \"" + text + "\"", beyond);
        }
    }

    private static Instant timeOfDay(LocalTime time, Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant instant = today.atTime(time).atZone(zone).toInstant();
        return instant.isAfter(now)
                ? today.minusDays(1).atTime(time).atZone(zone).toInstant()
                : instant;
    }

    private static String padded(String time) {
        return time.indexOf(':') == 1 ? "0" + time : time;
    }

    private static boolean hasOffset(String iso) {
        String time = iso.substring(iso.indexOf('T'));
        return time.endsWith("Z") || time.indexOf('+') > 0 || time.indexOf('-') > 0;
    }
}
