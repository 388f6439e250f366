package dev.tickover.systemd;

import dev.tickover.schedule.CalendarPattern;
import dev.tickover.schedule.PulsePlan;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

    /** Renders every pattern of a plan, or of the one that systemd can be told, at a second of its minutes. */
    static List<String> of(PulsePlan plan, int second) {
        PulsePlan told = expressible(plan);
        String zone = told.zone().map(named -> " " + nameOf(named.normalized())).orElse("");
        return told.patterns().stream()
                .map(pattern -> render(pattern, second) + zone)
                .distinct()
                .toList();
    }

    /**
     * Returns a plan that systemd can be told: it knows zones by their names in the tz database alone. An offset of whole
     * hours has one there. For any other offset its minutes are taken in every hour of every day: more pulses than due
     * instants, but never fewer.
     */
    static PulsePlan expressible(PulsePlan plan) {
        Optional<ZoneId> zone = plan.zone().map(ZoneId::normalized);
        if (zone.isEmpty() || !(zone.get() instanceof ZoneOffset offset) || isWholeHours(offset.getTotalSeconds())) {
            return plan;
        }
        return new PulsePlan(
                plan.patterns().stream()
                        .map(pattern -> everyHour(pattern, offset.getTotalSeconds()))
                        .toList(),
                Optional.of(ZoneOffset.UTC),
                plan.exact(),
                plan.pulsesPerHour(),
                plan.worstLateness());
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

    /** Names a zone; {@code Etc/GMT-2}, with the sign of POSIX, is two hours east. */
    private static String nameOf(ZoneId zone) {
        if (!(zone instanceof ZoneOffset offset)) {
            return zone.getId();
        }
        int hours = offset.getTotalSeconds() / HOUR_SECONDS;
        return hours == 0 ? "UTC" : "Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours);
    }

    private static boolean isWholeHours(int seconds) {
        return seconds % HOUR_SECONDS == 0 && seconds >= -12 * HOUR_SECONDS && seconds <= 14 * HOUR_SECONDS;
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
