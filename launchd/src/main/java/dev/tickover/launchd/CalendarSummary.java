package dev.tickover.launchd;

import dev.tickover.schedule.CalendarPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says calendar intervals in launchd's own words, many in one line: {@code Weekday 1-5, Hour 9, Minute 0,30} stands for
 * the ten of them.
 */
final class CalendarSummary {

    private static final List<String> FIELDS = List.of("Month", "Day", "Weekday", "Hour", "Minute");

    private CalendarSummary() {}

    /** Merges the intervals that differ in one field alone, field by field from the last. */
    static List<String> of(CalendarIntervals intervals) {
        return rows(intervals).stream().map(CalendarSummary::line).toList();
    }

    /** Returns the merged intervals as patterns. */
    static List<CalendarPattern> patterns(CalendarIntervals intervals) {
        return rows(intervals).stream()
                .map(row -> new CalendarPattern(
                        orAll(row.get(0), 1, 12),
                        orAll(row.get(1), 1, 31),
                        orAll(withSundayLast(row.get(2)), 1, 7),
                        orAll(row.get(3), 0, 23),
                        row.get(4)))
                .toList();
    }

    private static NavigableSet<Integer> withSundayLast(NavigableSet<Integer> weekdays) {
        return weekdays.stream().map(day -> day == 0 ? 7 : day).collect(Collectors.toCollection(TreeSet::new));
    }

    private static NavigableSet<Integer> orAll(NavigableSet<Integer> values, int low, int high) {
        return values.isEmpty()
                ? IntStream.rangeClosed(low, high).boxed().collect(Collectors.toCollection(TreeSet::new))
                : values;
    }

    private static List<List<NavigableSet<Integer>>> rows(CalendarIntervals intervals) {
        List<List<NavigableSet<Integer>>> rows =
                intervals.intervals().stream().map(CalendarSummary::row).toList();
        for (int field = FIELDS.size() - 1; field >= 0; field--) {
            rows = merged(rows, field);
        }
        return rows;
    }

    /** The values of each field; none for a wildcard. */
    private static List<NavigableSet<Integer>> row(CalendarInterval interval) {
        Days days = interval.days();
        return List.of(
                set(days.month()),
                set(days.dayOfMonth()),
                set(days.weekday()),
                set(interval.hour()),
                set(OptionalInt.of(interval.minute())));
    }

    private static List<List<NavigableSet<Integer>>> merged(List<List<NavigableSet<Integer>>> rows, int field) {
        Map<List<NavigableSet<Integer>>, NavigableSet<Integer>> values = new LinkedHashMap<>();
        List<List<NavigableSet<Integer>>> result = new ArrayList<>();
        for (List<NavigableSet<Integer>> row : rows) {
            if (row.get(field).isEmpty()) {
                result.add(row);
            } else {
                values.computeIfAbsent(with(row, field, new TreeSet<>()), key -> new TreeSet<>())
                        .addAll(row.get(field));
            }
        }
        values.forEach((others, set) -> result.add(with(others, field, set)));
        return result;
    }

    private static List<NavigableSet<Integer>> with(
            List<NavigableSet<Integer>> row, int field, NavigableSet<Integer> values) {
        List<NavigableSet<Integer>> changed = new ArrayList<>(row);
        changed.set(field, values);
        return changed;
    }

    private static String line(List<NavigableSet<Integer>> row) {
        List<String> parts = new ArrayList<>();
        for (int field = 0; field < row.size(); field++) {
            if (!row.get(field).isEmpty()) {
                parts.add(FIELDS.get(field) + " " + runs(row.get(field)));
            }
        }
        return String.join(", ", parts);
    }

    /** Three or more in a row become a range. */
    private static String runs(NavigableSet<Integer> values) {
        List<String> parts = new ArrayList<>();
        for (Integer start = values.first(); start != null; ) {
            int end = start;
            while (values.contains(end + 1)) {
                end++;
            }
            parts.add(end - start >= 2 ? start + "-" + end : end > start ? start + "," + end : "" + start);
            start = values.higher(end);
        }
        return String.join(",", parts);
    }

    private static NavigableSet<Integer> set(OptionalInt value) {
        NavigableSet<Integer> set = new TreeSet<>();
        value.ifPresent(set::add);
        return set;
    }
}
