package dev.tickover.importing;

/**
 * A set of calendar minutes. Each part is a set of bits: bit n stands for the value n. A day must match both the days of
 * the month and the days of the week, or, where a source says so and restricts both, one of the two.
 *
 * @param months bits 1 to 12
 * @param days bits 1 to 31
 * @param weekdays bits 0 (Sunday) to 6
 * @param hours bits 0 to 23
 * @param minutes bits 0 to 59
 * @param eitherDay whether a day need match only one of {@code days} and {@code weekdays}
 */
public record CalendarTimes(long months, long days, long weekdays, long hours, long minutes, boolean eitherDay) {

    /** All months. */
    public static final long ALL_MONTHS = bits(1, 12, 1);

    /** All days of the month. */
    public static final long ALL_DAYS = bits(1, 31, 1);

    /** All days of the week. */
    public static final long ALL_WEEKDAYS = bits(0, 6, 1);

    /** All hours. */
    public static final long ALL_HOURS = bits(0, 23, 1);

    /** All minutes. */
    public static final long ALL_MINUTES = bits(0, 59, 1);

    /**
     * Checks that no part is empty, and gives days of which either matches one form.
     *
     * @throws IllegalArgumentException if a part has no value
     */
    public CalendarTimes {
        if (months == 0 || days == 0 || weekdays == 0 || hours == 0 || minutes == 0) {
            throw new IllegalArgumentException("a part without a value");
        }
        if (eitherDay && (days == ALL_DAYS || weekdays == ALL_WEEKDAYS)) {
            days = ALL_DAYS;
            weekdays = ALL_WEEKDAYS;
            eitherDay = false;
        }
    }

    /**
     * Returns times of every day.
     *
     * @param hours bits 0 to 23
     * @param minutes bits 0 to 59
     * @return these minutes of these hours
     */
    public static CalendarTimes daily(long hours, long minutes) {
        return new CalendarTimes(ALL_MONTHS, ALL_DAYS, ALL_WEEKDAYS, hours, minutes, false);
    }

    /**
     * Returns the days of these times with other times of the day.
     *
     * @param otherHours bits 0 to 23
     * @param otherMinutes bits 0 to 59
     * @return these minutes of these hours, on the same days
     */
    public CalendarTimes at(long otherHours, long otherMinutes) {
        return new CalendarTimes(months, days, weekdays, otherHours, otherMinutes, eitherDay);
    }

    /**
     * Returns the bits of a range.
     *
     * @param first the first value, from 0
     * @param last the greatest value that may be reached, at most 63
     * @param step the distance of two values, positive
     * @return a bit for each value
     */
    public static long bits(int first, int last, int step) {
        long bits = 0;
        for (long value = first; value <= last; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    /** {@return whether no day is left out} */
    public boolean isEveryDay() {
        return months == ALL_MONTHS && days == ALL_DAYS && weekdays == ALL_WEEKDAYS;
    }

    /** Checks whether all minutes of the other are among these. */
    boolean covers(CalendarTimes other) {
        boolean sameDays = days == other.days && weekdays == other.weekdays && eitherDay == other.eitherDay;
        boolean moreDays = !eitherDay && !other.eitherDay && has(days, other.days) && has(weekdays, other.weekdays);
        return has(months, other.months)
                && has(hours, other.hours)
                && has(minutes, other.minutes)
                && (sameDays || moreDays);
    }

    /** Checks whether a minute may be among both; if in doubt, it may. */
    boolean mayMeet(CalendarTimes other) {
        boolean days1 = eitherDay || other.eitherDay || (days & other.days) != 0 && (weekdays & other.weekdays) != 0;
        return days1 && (months & other.months) != 0 && (hours & other.hours) != 0 && (minutes & other.minutes) != 0;
    }

    private static boolean has(long all, long some) {
        return (some & ~all) == 0;
    }
}
