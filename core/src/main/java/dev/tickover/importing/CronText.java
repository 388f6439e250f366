package dev.tickover.importing;

import dev.tickover.schedule.CronExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A set of times as five cron fields. A field that begins with {@code *} means more than its values: beside a
 * restricted day field both must match (crontab(5)), and an hour or minute that begins so follows elapsed time through a
 * daylight-saving change. So {@code *} is written only where all values are meant, but for the two forms of {@link #both}.
 */
final class CronText {

    private static final List<String> WEEKDAYS = List.of("", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final long FIRST_OF_MONTH = 1L << 1;
    private static final long SUNDAY = 1;

    private CronText() {}

    /** Returns the five fields; empty if no cron line says which days are meant. */
    static Optional<String> of(CalendarTimes times) {
        String day = numbers(times.days(), 1, 31);
        String weekday = weekdays(times.weekdays());
        String hour = numbers(times.hours(), 0, 23);
        String minute = hour.equals("*") ? minutesOfEveryHour(times.minutes()) : numbers(times.minutes(), 0, 59);
        String clock = minute + " " + hour + " ";
        String month = " " + numbers(times.months(), 1, 12) + " ";
        boolean bothRestricted = !day.equals("*") && !weekday.equals("*");
        return bothRestricted && !times.eitherDay()
                ? both(times).map(days -> clock + days[0] + month + days[1])
                : Optional.of(clock + day + month + weekday);
    }

    /**
     * Two restricted day fields match if either does, unless one begins with {@code *}. A set of days of the month that
     * holds the first can begin so, {@code *}{@code /31} being the first alone; and weekdays with Sunday among them.
     */
    private static Optional<String[]> both(CalendarTimes times) {
        if ((times.days() & FIRST_OF_MONTH) != 0) {
            String day = begunWithStar("*/31", numbers(times.days() & ~FIRST_OF_MONTH, 1, 31));
            return Optional.of(new String[] {day, weekdays(times.weekdays())});
        }
        if ((times.weekdays() & SUNDAY) != 0) {
            String weekday = begunWithStar("*/7", weekdays(times.weekdays() & ~SUNDAY));
            return Optional.of(new String[] {numbers(times.days(), 1, 31), weekday});
        }
        return Optional.empty();
    }

    /** Checks whether two due minutes, of one hour or of two, are next to each other. */
    static boolean hasAdjacentMinutes(String expression) {
        try {
            NavigableSet<Integer> minutes = CronExpression.parse(expression).minutes();
            return minutes.stream().anyMatch(minute -> minutes.contains((minute + 1) % 60));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Checks whether a form of {@link #both} was needed. */
    static boolean saysBothDays(String expression) {
        String[] fields = expression.split(" ");
        return fields[2].startsWith("*/") || fields[4].startsWith("*/");
    }

    /** Checks whether both hour and minute are fixed, so that a change of the clocks may leave a time out. */
    static boolean hasFixedTime(String expression) {
        String[] fields = expression.split(" ");
        return fields.length == 5 && !fields[0].startsWith("*") && !fields[1].startsWith("*");
    }

    private static String begunWithStar(String star, String rest) {
        return rest.isEmpty() ? star : star + "," + rest;
    }

    /** The hour begins with a star anyway, so that the minute may do so too. */
    private static String minutesOfEveryHour(long minutes) {
        for (int step = 2; step <= 30; step++) {
            if (60 % step == 0 && minutes == CalendarTimes.bits(0, 59, step)) {
                return "*/" + step;
            }
        }
        return numbers(minutes, 0, 59);
    }

    private static String numbers(long bits, int low, int high) {
        if (bits == CalendarTimes.bits(low, high, 1)) {
            return "*";
        }
        List<Integer> values = values(bits);
        return stepped(values).orElseGet(() -> runs(values, value -> Integer.toString(value)));
    }

    private static String weekdays(long bits) {
        if (bits == CalendarTimes.ALL_WEEKDAYS) {
            return "*";
        }
        // Monday first, Sunday last and the seventh, as a week is read.
        return runs(values(bits & ~SUNDAY | (bits & SUNDAY) << 7), WEEKDAYS::get);
    }

    private static Optional<String> stepped(List<Integer> values) {
        if (values.size() < 3 || values.get(1) - values.get(0) < 2) {
            return Optional.empty();
        }
        int step = values.get(1) - values.get(0);
        for (int i = 2; i < values.size(); i++) {
            if (values.get(i) - values.get(i - 1) != step) {
                return Optional.empty();
            }
        }
        return Optional.of(values.get(0) + "-" + values.get(values.size() - 1) + "/" + step);
    }

    private static String runs(List<Integer> values, IntFunction<String> name) {
        List<String> items = new ArrayList<>();
        int from = 0;
        while (from < values.size()) {
            int to = from;
            while (to + 1 < values.size() && values.get(to + 1) == values.get(to) + 1) {
                to++;
            }
            String first = name.apply(values.get(from));
            if (to - from < 2) {
                to = from;
                items.add(first);
            } else {
                items.add(first + "-" + name.apply(values.get(to)));
            }
            from = to + 1;
        }
        return String.join(",", items);
    }

    private static List<Integer> values(long bits) {
        List<Integer> values = new ArrayList<>();
        for (int value = 0; value < 64; value++) {
            if ((bits >> value & 1) != 0) {
                values.add(value);
            }
        }
        return values;
    }
}
