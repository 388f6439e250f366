package dev.tickover.systemd;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.IntFunction;

/**
 * Renders one field of a calendar expression as briefly as systemd.time(7) allows: {@code *}, {@code 00/30},
 * {@code 09..17} or {@code 01,15}.
 *
 * @param low the field's least value
 * @param high its greatest
 */
record CalendarField(int low, int high) {

    static final CalendarField MONTH = new CalendarField(1, 12);
    static final CalendarField DAY = new CalendarField(1, 31);
    static final CalendarField HOUR = new CalendarField(0, 23);
    static final CalendarField MINUTE = new CalendarField(0, 59);

    String render(NavigableSet<Integer> values) {
        if (values.size() == high - low + 1) {
            return "*";
        }
        int step = stepToTheEnd(values);
        return step > 1 ? twoDigits(values.first()) + '/' + step : runs(values, CalendarField::twoDigits);
    }

    /** Renders values as a list in which three or more in a row become a range. */
    static String runs(NavigableSet<Integer> values, IntFunction<String> name) {
        List<String> parts = new ArrayList<>();
        Iterator<Integer> remaining = values.iterator();
        int start = remaining.next();
        int end = start;
        while (remaining.hasNext()) {
            int value = remaining.next();
            if (value != end + 1) {
                addRun(parts, start, end, name);
                start = value;
            }
            end = value;
        }
        addRun(parts, start, end, name);
        return String.join(",", parts);
    }

    static String twoDigits(int value) {
        return value < 10 ? "0" + value : Integer.toString(value);
    }

    private static void addRun(List<String> parts, int start, int end, IntFunction<String> name) {
        if (end - start >= 2) {
            parts.add(name.apply(start) + ".." + name.apply(end));
            return;
        }
        for (int value = start; value <= end; value++) {
            parts.add(name.apply(value));
        }
    }

    /**
     * Finds the step of a repetition, which in systemd goes on to the field's end. Two values alone count as one only
     * where they divide the field evenly: 00,30 reads well as 00/30, but 09,20 hours would not as 09/11.
     */
    private int stepToTheEnd(NavigableSet<Integer> values) {
        if (values.size() < 2) {
            return 0;
        }
        int step = values.higher(values.first()) - values.first();
        boolean even = (high - low + 1) % step == 0;
        if (values.last() + step <= high || values.size() == 2 && !even) {
            return 0;
        }
        for (int value = values.first(); value < values.last(); value += step) {
            if (!Integer.valueOf(value + step).equals(values.higher(value))) {
                return 0;
            }
        }
        return step;
    }
}
