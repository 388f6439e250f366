package dev.tickover.schedule;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Is a set of calendar days: those whose month, day of the month and day of the week are all in their sets. Each set is
 * kept as bits, bit n for the value n; days of the week are 1 (Monday) to 7 (Sunday).
 */
record CalendarDays(long months, long daysOfMonth, long daysOfWeek) {

    private static final long ALL_MONTHS = 0x1ffeL;
    private static final long ALL_DAYS_OF_MONTH = 0xffff_fffeL;
    private static final long ALL_DAYS_OF_WEEK = 0xfeL;
    /** The days that can be the last of a month. */
    private static final long MONTH_ENDS = 0xf000_0000L;

    static final CalendarDays EVERY_DAY = new CalendarDays(ALL_MONTHS, ALL_DAYS_OF_MONTH, ALL_DAYS_OF_WEEK);

    static CalendarDays everyDayOf(int month) {
        return new CalendarDays(1L << month, ALL_DAYS_OF_MONTH, ALL_DAYS_OF_WEEK);
    }

    CalendarDays onAnyDayOfWeek() {
        return new CalendarDays(months, daysOfMonth, ALL_DAYS_OF_WEEK);
    }

    CalendarDays onAnyDayOfMonth() {
        return new CalendarDays(months, ALL_DAYS_OF_MONTH, daysOfWeek);
    }

    boolean contains(long epochDay) {
        long date = GregorianDays.toDate(epochDay);
        int dayOfWeek = GregorianDays.dayOfWeek(epochDay);
        return has(months, GregorianDays.month(date))
                && has(daysOfMonth, GregorianDays.day(date))
                && has(daysOfWeek, dayOfWeek == 0 ? 7 : dayOfWeek);
    }

    boolean containsAll(CalendarDays other) {
        return (other.months & ~months) == 0
                && (other.daysOfMonth & ~daysOfMonth) == 0
                && (other.daysOfWeek & ~daysOfWeek) == 0;
    }

    /** Tells whether the set moved by a day is again such a set; else {@link #moved} gives a larger one. */
    boolean movesExactly() {
        return months == ALL_MONTHS && daysOfMonth == ALL_DAYS_OF_MONTH;
    }

    /** Returns a set that holds at least the days that lie so many days later, or earlier if negative. */
    CalendarDays moved(int days) {
        CalendarDays result = this;
        for (int i = 0; i < Math.abs(days); i++) {
            result = days > 0 ? result.dayAfter() : result.dayBefore();
        }
        return result;
    }

    /** The day after the 28th to the 31st may be the first of the next month. */
    private CalendarDays dayAfter() {
        boolean endsMonth = (daysOfMonth & MONTH_ENDS) != 0;
        long nextMonths = (months << 1 | months >> 11) & ALL_MONTHS;
        return new CalendarDays(
                endsMonth ? months | nextMonths : months,
                daysOfMonth << 1 & ALL_DAYS_OF_MONTH | (endsMonth ? 1L << 1 : 0),
                (daysOfWeek << 1 | daysOfWeek >> 6) & ALL_DAYS_OF_WEEK);
    }

    private CalendarDays dayBefore() {
        boolean beginsMonth = has(daysOfMonth, 1);
        long previousMonths = (months >> 1 | months << 11) & ALL_MONTHS;
        return new CalendarDays(
                beginsMonth ? months | previousMonths : months,
                daysOfMonth >> 1 & ALL_DAYS_OF_MONTH | (beginsMonth ? MONTH_ENDS : 0),
                (daysOfWeek >> 1 | daysOfWeek << 6) & ALL_DAYS_OF_WEEK);
    }

    CalendarPattern at(NavigableSet<Integer> hours, NavigableSet<Integer> minutes) {
        return new CalendarPattern(values(months), values(daysOfMonth), values(daysOfWeek), hours, minutes);
    }

    static NavigableSet<Integer> values(long bits) {
        NavigableSet<Integer> values = new TreeSet<>();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            values.add(Long.numberOfTrailingZeros(rest));
        }
        return values;
    }

    private static boolean has(long bits, int value) {
        return (bits >> value & 1) != 0;
    }
}
