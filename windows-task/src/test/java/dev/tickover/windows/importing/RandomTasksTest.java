package dev.tickover.windows.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.importing.Draft;
import dev.tickover.testing.importing.Drafts;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random calendar triggers: a plain reading of their days and repetitions says when they start. */
class RandomTasksTest {

    private static final String EXEC = "<Exec><Command>C:\\x.exe</Command></Exec>";

    /** Is a trigger: what it says, and the days that it means. */
    private record Days(String xml, Predicate<LocalDateTime> holds) {}

    @Test
    void randomTriggersAreDueWhenTheyStart() {
        int carried = 0;
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            Days days = days(random);
            int start = random.nextInt(24 * 60);
            int interval = 1 + random.nextInt(180);
            int duration = random.nextBoolean() ? 0 : 1 + random.nextInt(24 * 60 - 1);
            String repetition = duration == 0
                    ? ""
                    : "<Repetition><Interval>PT" + interval + "M</Interval><Duration>PT" + duration
                            + "M</Duration></Repetition>";
            String xml = WindowsTaskImporterTest.calendar(
                    "2020-01-01T%02d:%02d:00".formatted(start / 60, start % 60), repetition + days.xml());
            List<Draft> result = WindowsTaskImporterTest.task(xml, "", EXEC);
            if (result.get(0).obstacles().isPresent()) {
                String why = result.get(0).obstacles().get();
                assertTrue(
                        why.contains("past midnight") || why.contains("such a weekday") || why.contains("cron lines"),
                        "seed " + seed + ": " + why);
                continue;
            }
            carried++;
            Instant from = Instant.parse("2027-01-01T00:00:00Z").plus(random.nextInt(700), ChronoUnit.DAYS);
            Instant until = from.plus(35, ChronoUnit.DAYS);
            TreeSet<Instant> expected = new TreeSet<>();
            // From the day before, whose repetition may go on past midnight.
            for (Instant day = from.minus(1, ChronoUnit.DAYS);
                    day.isBefore(until);
                    day = day.plus(1, ChronoUnit.DAYS)) {
                if (days.holds().test(LocalDateTime.ofInstant(day, ZoneOffset.UTC))) {
                    for (int minute = 0; minute == 0 || minute < duration; minute += interval) {
                        expected.add(day.plus(start + minute, ChronoUnit.MINUTES));
                    }
                }
            }
            assertEquals(
                    expected.stream()
                            .filter(at -> !at.isBefore(from) && at.isBefore(until))
                            .toList(),
                    Drafts.due(Drafts.carried(result), from, until, ZoneOffset.UTC),
                    "seed " + seed + ": " + xml);
        }
        assertTrue(carried > 150, "few triggers were carried over: " + carried);
    }

    private static Days days(Random random) {
        TreeSet<Integer> weekdays = some(random, 1, 7);
        TreeSet<Integer> dates = some(random, 1, 28);
        TreeSet<Integer> months = some(random, 1, 12);
        TreeSet<Integer> weeks = some(random, 1, 4);
        return switch (random.nextInt(4)) {
            case 0 -> new Days("<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>", at -> true);
            case 1 ->
                new Days(
                        "<ScheduleByWeek>" + weekdaysXml(weekdays) + "</ScheduleByWeek>",
                        at -> weekdays.contains(at.getDayOfWeek().getValue()));
            case 2 ->
                new Days(
                        "<ScheduleByMonth><DaysOfMonth>" + numbers("Day", dates) + "</DaysOfMonth>" + monthsXml(months)
                                + "</ScheduleByMonth>",
                        at -> dates.contains(at.getDayOfMonth()) && months.contains(at.getMonthValue()));
            default ->
                new Days(
                        "<ScheduleByMonthDayOfWeek><Weeks>" + numbers("Week", weeks) + "</Weeks>"
                                + weekdaysXml(weekdays) + monthsXml(months) + "</ScheduleByMonthDayOfWeek>",
                        at -> weeks.contains((at.getDayOfMonth() + 6) / 7)
                                && weekdays.contains(at.getDayOfWeek().getValue())
                                && months.contains(at.getMonthValue()));
        };
    }

    private static TreeSet<Integer> some(Random random, int low, int high) {
        TreeSet<Integer> values = new TreeSet<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            values.add(low + random.nextInt(high - low + 1));
        }
        return values;
    }

    private static String numbers(String name, TreeSet<Integer> values) {
        return values.stream()
                .map(v -> "<" + name + ">" + v + "</" + name + ">")
                .collect(Collectors.joining());
    }

    private static String weekdaysXml(TreeSet<Integer> weekdays) {
        return "<DaysOfWeek>"
                + weekdays.stream()
                        .map(v -> "<" + DayOfWeek.of(v).getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "/>")
                        .collect(Collectors.joining())
                + "</DaysOfWeek>";
    }

    private static String monthsXml(TreeSet<Integer> months) {
        List<String> names = List.of(
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December");
        return "<Months>"
                + months.stream().map(v -> "<" + names.get(v - 1) + " />").collect(Collectors.joining())
                + "</Months>";
    }
}
