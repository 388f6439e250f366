package dev.tickover.schedule;

import java.util.List;
import java.util.NavigableSet;

/**
 * Is a parsed cron expression: minute (0-59), hour (0-23), day of month (1-31), month (1-12 or JAN-DEC), day of week
 * (0-7 or SUN-SAT, where 0 and 7 are Sunday). A field is {@code *}, a value, a range {@code a-b}, any of them with a
 * step {@code /n} ({@code a/n} is {@code a} to the last value), or a list of these. Names of any case are taken.
 * Instead of five fields it may be {@code @hourly}, {@code @daily}, {@code @midnight}, {@code @weekly},
 * {@code @monthly}, {@code @yearly} or {@code @annually}.
 *
 * <p>Where both the day of month and the day of week are restricted, a day that matches either is due; where one of
 * them begins with {@code *}, a day must match both ({@code crontab(5)} of Vixie cron). Not taken: {@code L},
 * {@code W}, {@code #}, {@code ?}, seconds, years, {@code @reboot}, ranges that wrap.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class CronExpression {

    private static final List<String> EXAMPLES =
            List.of("*/15 * * * *", "0 9 * * MON-FRI", "30 6 1,15 * *", "0 */2 * * *", "0 0 29 2 *", "@daily");

    private final String text;
    private final CronFields fields;

    private CronExpression(String text, CronFields fields) {
        this.text = text;
        this.fields = fields;
    }

    /**
     * Parses an expression.
     *
     * @param text five fields parted by blanks, or an {@code @} name
     * @return the expression
     * @throws IllegalArgumentException if it is malformed or can never be due; the message names the field, the
     *     offending text and what is allowed
     */
    public static CronExpression parse(String text) {
        return new CronExpression(text, CronParser.parse(text));
    }

    /** {@return expressions that parse, for help and error texts; a few examples, unmodifiable} */
    public static List<String> examples() {
        return EXAMPLES;
    }

    /**
     * Tells whether both the hour and the minute are fixed, that is, neither begins with {@code *}: only such times are
     * subject to {@link DstGap} and {@link DstOverlap}.
     *
     * @return true if both are
     */
    public boolean hasFixedTime() {
        return !fields.minuteStar && !fields.hourStar;
    }

    /** {@return whether a day need only match one of day of month and day of week: true if both are restricted} */
    public boolean matchesEitherDay() {
        return !fields.dayOfMonthStar && !fields.dayOfWeekStar;
    }

    /** {@return the minutes of the hour: 0 to 59, not empty} */
    public NavigableSet<Integer> minutes() {
        return CalendarDays.values(fields.minutes);
    }

    /** {@return the hours: 0 to 23, not empty} */
    public NavigableSet<Integer> hours() {
        return CalendarDays.values(fields.hours);
    }

    /** {@return the days of the month: 1 to 31, not empty} */
    public NavigableSet<Integer> daysOfMonth() {
        return CalendarDays.values(fields.daysOfMonth);
    }

    /** {@return the months: 1 to 12, not empty} */
    public NavigableSet<Integer> months() {
        return CalendarDays.values(fields.months);
    }

    /** {@return the days of the week as ISO-8601 numbers them: 1 (Monday) to 7 (Sunday), not empty} */
    public NavigableSet<Integer> daysOfWeek() {
        boolean sunday = (fields.daysOfWeek & 1) != 0;
        return CalendarDays.values(sunday ? fields.daysOfWeek & ~1L | 1L << 7 : fields.daysOfWeek);
    }

    /** Returns sets of days whose union is the days that match. */
    List<CalendarDays> days() {
        long sunday = (fields.daysOfWeek & 1) << 7;
        CalendarDays both = new CalendarDays(fields.months, fields.daysOfMonth, fields.daysOfWeek & ~1L | sunday);
        return matchesEitherDay() ? List.of(both.onAnyDayOfWeek(), both.onAnyDayOfMonth()) : List.of(both);
    }

    LocalTimes times() {
        return fields;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronExpression && ((CronExpression) other).text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the expression as written: the text that was parsed} */
    @Override
    public String toString() {
        return text;
    }
}
