package dev.tickover.importing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * The union of sets of times, as few sets that hold the same minutes: 288 entries of a property list become one line of
 * cron. Two sets that differ in one part only are one set, whose part is the union.
 */
final class CalendarUnion {

    /** One part: a set without it, and the union of two sets that differ in it alone. */
    private record Part(UnaryOperator<CalendarTimes> without, BinaryOperator<CalendarTimes> joined) {}

    private static final List<Part> PARTS = List.of(
            new Part(
                    t -> new CalendarTimes(t.months(), t.days(), t.weekdays(), t.hours(), 1, t.eitherDay()),
                    (a, b) -> new CalendarTimes(
                            a.months(), a.days(), a.weekdays(), a.hours(), a.minutes() | b.minutes(), a.eitherDay())),
            new Part(
                    t -> new CalendarTimes(t.months(), t.days(), t.weekdays(), 1, t.minutes(), t.eitherDay()),
                    (a, b) -> new CalendarTimes(
                            a.months(), a.days(), a.weekdays(), a.hours() | b.hours(), a.minutes(), a.eitherDay())),
            new Part(
                    t -> new CalendarTimes(t.months(), t.days(), 1, t.hours(), t.minutes(), t.eitherDay()),
                    (a, b) -> new CalendarTimes(
                            a.months(), a.days(), a.weekdays() | b.weekdays(), a.hours(), a.minutes(), a.eitherDay())),
            new Part(
                    t -> new CalendarTimes(t.months(), 2, t.weekdays(), t.hours(), t.minutes(), t.eitherDay()),
                    (a, b) -> new CalendarTimes(
                            a.months(), a.days() | b.days(), a.weekdays(), a.hours(), a.minutes(), a.eitherDay())),
            new Part(
                    t -> new CalendarTimes(2, t.days(), t.weekdays(), t.hours(), t.minutes(), t.eitherDay()),
                    (a, b) -> new CalendarTimes(
                            a.months() | b.months(), a.days(), a.weekdays(), a.hours(), a.minutes(), a.eitherDay())));

    private CalendarUnion() {}

    /** Joins as many as possible. This ends: each further round has fewer sets than the one before. */
    static List<CalendarTimes> of(List<CalendarTimes> times) {
        List<CalendarTimes> rest = times;
        int before;
        do {
            before = rest.size();
            for (Part part : PARTS) {
                rest = join(rest, part);
            }
            rest = joinDays(withoutCovered(rest));
        } while (rest.size() < before);
        return rest;
    }

    /** Checks whether some minute may be in two of the sets. */
    static boolean mayMeet(List<CalendarTimes> times) {
        for (int i = 0; i < times.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (times.get(i).mayMeet(times.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<CalendarTimes> join(List<CalendarTimes> times, Part part) {
        Map<CalendarTimes, CalendarTimes> joined = new LinkedHashMap<>();
        times.forEach(time -> joined.merge(part.without().apply(time), time, part.joined()));
        return List.copyOf(joined.values());
    }

    private static List<CalendarTimes> withoutCovered(Collection<CalendarTimes> times) {
        List<CalendarTimes> kept = new ArrayList<>();
        for (CalendarTimes time : times) {
            if (kept.stream().noneMatch(other -> other.covers(time))) {
                kept.removeIf(time::covers);
                kept.add(time);
            }
        }
        return kept;
    }

    /** Joins days of the month with weekdays at the same times: cron has both on one line. */
    private static List<CalendarTimes> joinDays(List<CalendarTimes> times) {
        for (CalendarTimes byDate : times) {
            for (CalendarTimes byWeekday : times) {
                if (isByDate(byDate) && isByWeekday(byWeekday) && sameTimes(byDate, byWeekday)) {
                    List<CalendarTimes> joined = new ArrayList<>(times);
                    joined.set(
                            joined.indexOf(byDate),
                            new CalendarTimes(
                                    byDate.months(),
                                    byDate.days(),
                                    byWeekday.weekdays(),
                                    byDate.hours(),
                                    byDate.minutes(),
                                    true));
                    joined.remove(byWeekday);
                    return joined;
                }
            }
        }
        return times;
    }

    private static boolean isByDate(CalendarTimes times) {
        return times.days() != CalendarTimes.ALL_DAYS && times.weekdays() == CalendarTimes.ALL_WEEKDAYS;
    }

    private static boolean isByWeekday(CalendarTimes times) {
        return times.days() == CalendarTimes.ALL_DAYS && times.weekdays() != CalendarTimes.ALL_WEEKDAYS;
    }

    private static boolean sameTimes(CalendarTimes a, CalendarTimes b) {
        return a.months() == b.months() && a.hours() == b.hours() && a.minutes() == b.minutes();
    }
}
