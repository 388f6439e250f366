package dev.tickover.installer.importing;

/**
 * Is a set of calendar minutes, each part a set of bits: bit n stands for the value n. A day must match both the days of
 * the month and the days of the week, or, where a source says so and restricts both, one of the two.
 *
 * @param months bits 1 to 12
 * @param days bits 1 to 31
 * @param weekdays bits 0 (Sunday) to 6
 * @param hours bits 0 to 23
 * @param minutes bits 0 to 59
 * @param eitherDay whether a day need match only one of {@code days} and {@code weekdays}
 */
record CalendarTimes(long months, long days, long weekdays, long hours, long minutes, boolean eitherDay) {

    static final long ALL_MONTHS = bits(1, 12, 1);
    static final long ALL_DAYS = bits(1, 31, 1);
    static final long ALL_WEEKDAYS = bits(0, 6, 1);
    static final long ALL_HOURS = bits(0, 23, 1);
    static final long ALL_MINUTES = bits(0, 59, 1);

    /** Checks that no part is empty, and has one form only for days of which either will do. */
    CalendarTimes {
        if (months == 0 || days == 0 || weekdays == 0 || hours == 0 || minutes == 0) {
            throw new IllegalArgumentException("a part without a value");
        }
        if (eitherDay && (days == ALL_DAYS || weekdays == ALL_WEEKDAYS)) {
            days = ALL_DAYS;
            weekdays = ALL_WEEKDAYS;
            eitherDay = false;
        }
    }

    /** Returns times of every day. */
    static CalendarTimes daily(long hours, long minutes) {
        return new CalendarTimes(ALL_MONTHS, ALL_DAYS, ALL_WEEKDAYS, hours, minutes, false);
    }

    /** Returns the days of these times with other times of the day. */
    CalendarTimes at(long otherHours, long otherMinutes) {
        return new CalendarTimes(months, days, weekdays, otherHours, otherMinutes, eitherDay);
    }

    static long bits(int first, int last, int step) {
        long bits = 0;
        for (long value = first; value <= last; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    boolean isEveryDay() {
        return months == ALL_MONTHS && days == ALL_DAYS && weekdays == ALL_WEEKDAYS;
    }

    /** Tells whether all minutes of the other are among these. */
    boolean covers(CalendarTimes other) {
        boolean sameDays = days == other.days && weekdays == other.weekdays && eitherDay == other.eitherDay;
        boolean moreDays = !eitherDay && !other.eitherDay && has(days, other.days) && has(weekdays, other.weekdays);
        return has(months, other.months)
                && has(hours, other.hours)
                && has(minutes, other.minutes)
                && (sameDays || moreDays);
    }

    /** Tells whether a minute may be among both; if in doubt, yes. */
    boolean mayMeet(CalendarTimes other) {
        boolean days1 = eitherDay || other.eitherDay || (days & other.days) != 0 && (weekdays & other.weekdays) != 0;
        return days1 && (months & other.months) != 0 && (hours & other.hours) != 0 && (minutes & other.minutes) != 0;
    }

    private static boolean has(long all, long some) {
        return (some & ~all) == 0;
    }
}
