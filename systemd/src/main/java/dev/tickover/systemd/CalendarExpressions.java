package dev.tickover.systemd;

import dev.tickover.schedule.CalendarPattern;
import dev.tickover.schedule.PulsePlan;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Renders pulses as calendar expressions for {@code OnCalendar=} (systemd.time(7), section "Calendar events"). Weekday
 * and date are ANDed there, as in a {@link CalendarPattern}.
 */
final class CalendarExpressions {

    private static final String[] WEEKDAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final int HOUR_SECONDS = 3600;

    private CalendarExpressions() {}

    /** Renders every pattern, at a second of its minutes. */
    static List<String> of(PulsePlan plan, int second) {
        Optional<ZoneId> zone = plan.zone().map(ZoneId::normalized);
        List<String> expressions = new ArrayList<>();
        for (CalendarPattern pattern : plan.patterns()) {
            String expression = zone.isPresent() && zone.get() instanceof ZoneOffset offset
                    ? atOffset(pattern, offset, second)
                    : render(pattern, second)
                            + zone.map(named -> " " + named.getId()).orElse("");
            if (!expressions.contains(expression)) {
                expressions.add(expression);
            }
        }
        return expressions;
    }

    private static String render(CalendarPattern pattern, int second) {
        String weekdays = pattern.daysOfWeek().size() == 7
                ? ""
                : CalendarField.runs(pattern.daysOfWeek(), day -> WEEKDAYS[day - 1]) + " ";
        return weekdays + "*-" + CalendarField.MONTH.render(pattern.months())
                + "-" + CalendarField.DAY.render(pattern.daysOfMonth())
                + " " + CalendarField.HOUR.render(pattern.hours())
                + ":" + CalendarField.MINUTE.render(pattern.minutes())
                + ":" + CalendarField.twoDigits(second);
    }

    /**
     * systemd knows zones by their names in the tz database alone. Whole hours have one there, with the sign of POSIX:
     * {@code Etc/GMT-2} is two hours east. For any other offset its minutes are taken in every hour of every day: more
     * pulses than due instants, but never fewer.
     */
    private static String atOffset(CalendarPattern pattern, ZoneOffset offset, int second) {
        int seconds = offset.getTotalSeconds();
        if (seconds == 0) {
            return render(pattern, second) + " UTC";
        }
        int hours = seconds / HOUR_SECONDS;
        if (seconds % HOUR_SECONDS == 0 && hours >= -12 && hours <= 14) {
            return render(pattern, second) + " Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
        }
        return render(everyHour(pattern, seconds), second) + " UTC";
    }

    private static CalendarPattern everyHour(CalendarPattern pattern, int offsetSeconds) {
        TreeSet<Integer> minutes = new TreeSet<>();
        // An offset with seconds shifts a pulse by less than a minute; rounded up it is late, never missing.
        int shift = Math.floorDiv(offsetSeconds, 60);
        pattern.minutes().forEach(minute -> minutes.add(Math.floorMod(minute - shift, 60)));
        return new CalendarPattern(all(1, 12), all(1, 31), all(1, 7), all(0, 23), minutes);
    }

    private static TreeSet<Integer> all(int low, int high) {
        return IntStream.rangeClosed(low, high).collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }
}
