package dev.tickover.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.Cron;
import dev.tickover.testing.importing.Drafts;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Joined sets of times hold exactly the minutes that they held apart, and cron's text of them too. */
class CalendarUnionTest {

    @Test
    void randomSetsHoldTheSameMinutesAfterwards() {
        int joinedLess = 0;
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            List<CalendarTimes> times = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                times.add(times(random));
            }
            List<CalendarTimes> joined = CalendarUnion.of(times);
            joinedLess += times.size() - joined.size();
            Instant from = Instant.parse("2027-02-20T00:00:00Z");
            Instant until = from.plus(20, ChronoUnit.DAYS);
            List<Instant> expected =
                    Drafts.minutes(from, until, at -> times.stream().anyMatch(time -> holds(time, at)));
            assertEquals(
                    expected,
                    Drafts.minutes(from, until, at -> joined.stream().anyMatch(time -> holds(time, at))),
                    "seed " + seed);
            if (joined.stream().allMatch(time -> CronText.of(time).isPresent())) {
                assertEquals(expected, due(joined, from, until), "seed " + seed + ": " + joined);
            }
        }
        assertTrue(joinedLess > 150, "few sets were joined at all: " + joinedLess);
    }

    @Test
    void anEntryForEachFiveMinutesIsOneLine() {
        List<CalendarTimes> times = new ArrayList<>();
        for (int minute = 0; minute < 24 * 60; minute += 5) {
            times.add(CalendarTimes.daily(1L << minute / 60, 1L << minute % 60));
        }
        List<CalendarTimes> joined = CalendarUnion.of(times);
        assertEquals(1, joined.size());
        assertEquals(Optional.of("*/5 * * * *"), CronText.of(joined.get(0)));
    }

    @Test
    void daysThatNoCronLineNamesAreNotNamed() {
        long second = CalendarTimes.bits(8, 14, 1);
        CalendarTimes monday = new CalendarTimes(CalendarTimes.ALL_MONTHS, second, 1L << 1, 1, 1, false);
        assertEquals(Optional.empty(), CronText.of(monday));
        CalendarTimes sunday = new CalendarTimes(CalendarTimes.ALL_MONTHS, second, 1, 1, 1, false);
        assertEquals(Optional.of("0 0 8-14 * */7"), CronText.of(sunday));
        CalendarTimes first = new CalendarTimes(CalendarTimes.ALL_MONTHS, 0xfeL, 1L << 1, 1, 1, false);
        assertEquals(Optional.of("0 0 */31,2-7 * MON"), CronText.of(first));
    }

    private static List<Instant> due(List<CalendarTimes> times, Instant from, Instant until) {
        TreeSet<Instant> due = new TreeSet<>();
        for (CalendarTimes time : times) {
            Cron cron = Cron.of(CronText.of(time).orElseThrow());
            Optional<Instant> next = cron.next(from.minusSeconds(1), ZoneOffset.UTC);
            while (next.isPresent() && next.get().isBefore(until)) {
                due.add(next.get());
                next = cron.next(next.get(), ZoneOffset.UTC);
            }
        }
        return List.copyOf(due);
    }

    private static boolean holds(CalendarTimes times, LocalDateTime at) {
        boolean day = (times.days() >> at.getDayOfMonth() & 1) != 0;
        boolean weekday = (times.weekdays() >> at.getDayOfWeek().getValue() % 7 & 1) != 0;
        return (times.eitherDay() ? day || weekday : day && weekday)
                && (times.months() >> at.getMonthValue() & 1) != 0
                && (times.hours() >> at.getHour() & 1) != 0
                && (times.minutes() >> at.getMinute() & 1) != 0;
    }

    /** Few different values, so that many sets differ in one part only. */
    private static CalendarTimes times(Random random) {
        long[] days = {CalendarTimes.ALL_DAYS, 2, 0xff00L, CalendarTimes.bits(1, 31, 2)};
        long[] weekdays = {CalendarTimes.ALL_WEEKDAYS, 1, 0x3eL, 0x41L};
        long[] hours = {CalendarTimes.ALL_HOURS, 1L << 9, CalendarTimes.bits(0, 23, 6)};
        long[] minutes = {1, 2, CalendarTimes.bits(0, 59, 15), CalendarTimes.ALL_MINUTES};
        return new CalendarTimes(
                random.nextInt(3) == 0 ? 0x0cL : CalendarTimes.ALL_MONTHS,
                days[random.nextInt(days.length)],
                weekdays[random.nextInt(weekdays.length)],
                hours[random.nextInt(hours.length)],
                minutes[random.nextInt(minutes.length)],
                random.nextInt(4) == 0);
    }
}
