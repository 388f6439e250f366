package dev.tickover.schedule;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Is a set of local calendar minutes: every minute whose month, day of the month, day of the week, hour and minute are
 * all in their sets (they are ANDed). It is what all three OS schedulers can be told in their own words.
 *
 * @param months 1 to 12
 * @param daysOfMonth 1 to 31
 * @param daysOfWeek 1 (Monday) to 7 (Sunday)
 * @param hours 0 to 23
 * @param minutes 0 to 59
 */
public record CalendarPattern(
        NavigableSet<Integer> months,
        NavigableSet<Integer> daysOfMonth,
        NavigableSet<Integer> daysOfWeek,
        NavigableSet<Integer> hours,
        NavigableSet<Integer> minutes) {

    /**
     * Copies the sets and checks their bounds.
     *
     * @throws IllegalArgumentException if a set is empty or a value out of bounds
     */
    public CalendarPattern {
        months = bounded("months", months, 1, 12);
        daysOfMonth = bounded("days of month", daysOfMonth, 1, 31);
        daysOfWeek = bounded("days of week", daysOfWeek, 1, 7);
        hours = bounded("hours", hours, 0, 23);
        minutes = bounded("minutes", minutes, 0, 59);
    }

    /** {@return whether every day is in: true if months, days of the month and days of the week are all complete} */
    public boolean isEveryDay() {
        return months.size() == 12 && daysOfMonth.size() == 31 && daysOfWeek.size() == 7;
    }

    private static NavigableSet<Integer> bounded(String what, NavigableSet<Integer> values, int low, int high) {
        if (values.isEmpty() || values.first() < low || values.last() > high) {
            throw new IllegalArgumentException(what + " must be from " + low + " to " + high + ": " + values);
        }
        return Collections.unmodifiableNavigableSet(new TreeSet<>(values));
    }
}
