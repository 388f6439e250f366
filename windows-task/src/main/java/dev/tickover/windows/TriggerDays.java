package dev.tickover.windows;

import dev.tickover.schedule.CalendarPattern;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Is the days that one {@code CalendarTrigger} can name. It knows days of the month or days of the week, in some months,
 * but not both at once.
 *
 * @param kind which of the schema's four schedules it is
 * @param months 1 to 12
 * @param daysOfMonth 1 to 31; all unless the kind is by month
 * @param daysOfWeek 1 (Monday) to 7 (Sunday); all unless the kind is by week
 */
record TriggerDays(
        Kind kind, NavigableSet<Integer> months, NavigableSet<Integer> daysOfMonth, NavigableSet<Integer> daysOfWeek) {

    /** The mean year's. */
    static final double HOURS_PER_YEAR = 24 * 365.2425;

    /** In 28 years every date falls on every day of the week equally often. */
    private static final int CYCLE_FROM = 2001;

    private static final int CYCLE_YEARS = 28;

    /** Names the schema's schedules. */
    enum Kind {
        DAY,
        WEEK,
        MONTH,
        MONTH_DAY_OF_WEEK
    }

    /** Returns the days of a pattern; where it names both days of the month and of the week, all days of the rarer. */
    static TriggerDays covering(CalendarPattern pattern) {
        boolean anyDayOfMonth = pattern.daysOfMonth().size() == 31;
        boolean anyDayOfWeek = pattern.daysOfWeek().size() == 7;
        if (pattern.isEveryDay()) {
            return of(Kind.DAY, pattern, true, true);
        }
        if (anyDayOfWeek) {
            return of(Kind.MONTH, pattern, false, true);
        }
        TriggerDays byWeek =
                of(pattern.months().size() == 12 ? Kind.WEEK : Kind.MONTH_DAY_OF_WEEK, pattern, true, false);
        TriggerDays byMonth = of(Kind.MONTH, pattern, false, true);
        return anyDayOfMonth || byWeek.perYear() <= byMonth.perYear() ? byWeek : byMonth;
    }

    /** Tells whether the days are exactly those of a pattern. */
    boolean isExactly(CalendarPattern pattern) {
        return daysOfMonth.equals(pattern.daysOfMonth()) && daysOfWeek.equals(pattern.daysOfWeek());
    }

    void write(XmlWriter xml) {
        switch (kind) {
            case DAY -> {
                xml.open("ScheduleByDay");
                xml.leaf("DaysInterval", "1");
            }
            case WEEK -> {
                xml.open("ScheduleByWeek");
                xml.leaf("WeeksInterval", "1");
                writeDaysOfWeek(xml);
            }
            case MONTH -> {
                xml.open("ScheduleByMonth");
                xml.open("DaysOfMonth");
                daysOfMonth.forEach(day -> xml.leaf("Day", Integer.toString(day)));
                xml.close();
                writeMonths(xml);
            }
            case MONTH_DAY_OF_WEEK -> {
                xml.open("ScheduleByMonthDayOfWeek");
                xml.open("Weeks");
                // A fifth one, where a month has it, is its last.
                for (String week : new String[] {"1", "2", "3", "4", "Last"}) {
                    xml.leaf("Week", week);
                }
                xml.close();
                writeDaysOfWeek(xml);
                writeMonths(xml);
            }
        }
        xml.close();
    }

    String text() {
        String weekdays = daysOfWeek.stream().map(TriggerDays::dayName).collect(Collectors.joining(", "));
        String inMonths = months.size() == 12
                ? ""
                : " in " + months.stream().map(TriggerDays::monthName).collect(Collectors.joining(", "));
        return switch (kind) {
            case DAY -> "ScheduleByDay";
            case WEEK -> "ScheduleByWeek on " + weekdays;
            case MONTH -> "ScheduleByMonth on days " + numbers(daysOfMonth) + inMonths;
            case MONTH_DAY_OF_WEEK -> "ScheduleByMonthDayOfWeek on " + weekdays + inMonths;
        };
    }

    /** Returns the mean number of days in a year. */
    double perYear() {
        LocalDate from = LocalDate.of(CYCLE_FROM, 1, 1);
        return (double) from.datesUntil(from.plusYears(CYCLE_YEARS))
                        .filter(this::contains)
                        .count()
                / CYCLE_YEARS;
    }

    boolean contains(LocalDate date) {
        return months.contains(date.getMonthValue())
                && daysOfMonth.contains(date.getDayOfMonth())
                && daysOfWeek.contains(date.getDayOfWeek().getValue());
    }

    private static TriggerDays of(Kind kind, CalendarPattern pattern, boolean anyDayOfMonth, boolean anyDayOfWeek) {
        return new TriggerDays(
                kind,
                pattern.months(),
                anyDayOfMonth ? upTo(31) : pattern.daysOfMonth(),
                anyDayOfWeek ? upTo(7) : pattern.daysOfWeek());
    }

    private void writeDaysOfWeek(XmlWriter xml) {
        xml.open("DaysOfWeek");
        daysOfWeek.forEach(day -> xml.empty(dayName(day)));
        xml.close();
    }

    private void writeMonths(XmlWriter xml) {
        xml.open("Months");
        months.forEach(month -> xml.empty(monthName(month)));
        xml.close();
    }

    private static String dayName(int day) {
        return DayOfWeek.of(day).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String monthName(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String numbers(NavigableSet<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static NavigableSet<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().collect(Collectors.toCollection(TreeSet::new));
    }
}
