package dev.tickover.systemd;

import dev.tickover.schedule.CalendarPattern;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Makes calendar patterns for tests. */
final class Patterns {

    private Patterns() {}

    static TreeSet<Integer> set(Integer... values) {
        return new TreeSet<>(List.of(values));
    }

    static TreeSet<Integer> all(int low, int high) {
        return step(low, high, 1);
    }

    static TreeSet<Integer> step(int low, int high, int step) {
        return IntStream.iterate(low, value -> value <= high, value -> value + step)
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    static CalendarPattern pattern(
            TreeSet<Integer> months,
            TreeSet<Integer> days,
            TreeSet<Integer> weekdays,
            TreeSet<Integer> hours,
            TreeSet<Integer> minutes) {
        return new CalendarPattern(months, days, weekdays, hours, minutes);
    }
}
