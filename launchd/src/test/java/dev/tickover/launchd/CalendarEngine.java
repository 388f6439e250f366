package dev.tickover.launchd;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Says when launchd starts a job, dictionary by dictionary, independently of the code under test. How the engine of
 * today treats clock changes nobody has measured; each of these is what one may do.
 */
enum CalendarEngine {
    /** As that of OS X 10.9 was observed to: {@link CalendarEngineTest} holds the observations. */
    AS_OBSERVED,
    /** A local time inside a gap does not fire. */
    SKIPS_GAPS;

    /**
     * Is a local day.
     *
     * @param date its date
     * @param zone where
     * @param change the change of the clocks on it
     * @param midnight its first instant
     */
    record Day(LocalDate date, ZoneId zone, Optional<ZoneOffsetTransition> change, Instant midnight) {
        static Day of(LocalDate date, ZoneId zone) {
            Instant midnight = date.atStartOfDay(zone).toInstant();
            Optional<ZoneOffsetTransition> change = Optional.ofNullable(
                            zone.getRules().nextTransition(midnight.minusSeconds(1)))
                    .filter(it -> it.getDateTimeBefore().toLocalDate().equals(date));
            return new Day(date, zone, change, midnight);
        }

        /** Java shifts a time inside a gap by its length and takes the first of two, as was observed. */
        Instant at(int hour, int minute) {
            return change.isEmpty()
                    ? midnight.plusSeconds(hour * 3600L + minute * 60L)
                    : date.atTime(hour, minute).atZone(zone).toInstant();
        }
    }

    /** Returns all starts that a dictionary makes on a local day. */
    List<Instant> on(Day day, Map<String, Integer> dict) {
        List<Instant> starts = new ArrayList<>();
        if (!matches(day.date(), dict)) {
            return starts;
        }
        for (int hour : values(dict, "Hour", 23)) {
            for (int minute : values(dict, "Minute", 59)) {
                if (!isLost(day, hour, minute, dict.containsKey("Hour"))) {
                    starts.add(day.at(hour, minute));
                }
            }
        }
        return starts;
    }

    /** Returns the first start after an instant. */
    Instant next(Instant after, Map<String, Integer> dict, ZoneId zone) {
        LocalDate first = after.atZone(zone).toLocalDate().minusDays(1);
        return first.datesUntil(first.plusYears(9))
                .flatMap(date -> on(Day.of(date, zone), dict).stream().sorted())
                .filter(start -> start.isAfter(after))
                .findFirst()
                .orElseThrow();
    }

    private boolean isLost(Day day, int hour, int minute, boolean hourGiven) {
        if (day.change().isEmpty() || !day.change().get().isGap()) {
            return false;
        }
        ZoneOffsetTransition gap = day.change().get();
        LocalDateTime time = day.date().atTime(hour, minute);
        boolean beforeGap = time.isBefore(gap.getDateTimeBefore());
        return this == SKIPS_GAPS ? !beforeGap && time.isBefore(gap.getDateTimeAfter()) : !hourGiven && !beforeGap;
    }

    private static boolean matches(LocalDate date, Map<String, Integer> dict) {
        boolean weekday = dict.containsKey("Weekday")
                && dict.get("Weekday") % 7 == date.getDayOfWeek().getValue() % 7;
        if (dict.containsKey("Weekday") && !dict.containsKey("Day")) {
            return weekday;
        }
        return weekday || matchesDate(date, dict) || spillsInto(date, dict);
    }

    private static boolean matchesDate(LocalDate date, Map<String, Integer> dict) {
        return dict.getOrDefault("Month", date.getMonthValue()) == date.getMonthValue()
                && dict.getOrDefault("Day", date.getDayOfMonth()) == date.getDayOfMonth();
    }

    private static boolean spillsInto(LocalDate date, Map<String, Integer> dict) {
        LocalDate before = date.withDayOfMonth(1).minusDays(1);
        return dict.getOrDefault("Day", 0) == before.lengthOfMonth() + date.getDayOfMonth()
                && dict.getOrDefault("Month", before.getMonthValue()) == before.getMonthValue();
    }

    private static int[] values(Map<String, Integer> dict, String key, int highest) {
        return dict.containsKey(key)
                ? new int[] {dict.get(key)}
                : IntStream.rangeClosed(0, highest).toArray();
    }
}
