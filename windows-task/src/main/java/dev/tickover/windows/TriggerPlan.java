package dev.tickover.windows;

import dev.tickover.schedule.CalendarPattern;
import dev.tickover.schedule.PulsePlan;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the triggers for a plan's pulses: at most as many as a task may have, and never fewer pulses than planned.
 *
 * <ol>
 *   <li>Pulses of every day at a regular distance, or at the same minutes of each hour, are repetitions in UTC, as far
 *       as the zone's offsets from it leave those minutes as they are.
 *   <li>All others are calendar triggers, one for each time of the day.
 *   <li>Where those would be too many, the pulses are widened to every hour of every day, at the same minutes.
 * </ol>
 *
 * @param triggers the triggers, at least one
 * @param calendarTriggersNeeded how many calendar triggers would have said the same; empty if nothing was widened so
 * @param widensDays whether days were added, since a trigger knows days of the month or of the week, not both
 */
record TriggerPlan(List<Trigger> triggers, Optional<Integer> calendarTriggersNeeded, boolean widensDays) {

    /** Microsoft Learn, "Task Triggers": "a task can have up to 48 triggers". */
    static final int MOST = 48;

    private static final int MINUTES_PER_DAY = 1440;
    private static final int MINUTES_PER_HOUR = 60;

    static TriggerPlan of(PulsePlan plan, ZoneId zone) {
        NavigableSet<Integer> offsets = ZoneOffsets.minutesOf(zone);
        List<CalendarPattern> patterns = plan.patterns();
        if (patterns.stream().allMatch(CalendarPattern::isEveryDay)) {
            NavigableSet<Integer> minutes = minutesOfDay(patterns);
            Optional<List<Trigger>> repeated = regular(minutes, offsets).or(() -> hourly(minutes, offsets));
            if (repeated.isPresent()) {
                return new TriggerPlan(repeated.get(), Optional.empty(), false);
            }
        }
        int needed = patterns.stream()
                .mapToInt(pattern -> pattern.hours().size() * pattern.minutes().size())
                .sum();
        if (needed > MOST) {
            return new TriggerPlan(everyHour(minutesOfDay(patterns), offsets), Optional.of(needed), false);
        }
        return calendar(patterns);
    }

    double pulsesPerHour() {
        return triggers.stream().mapToDouble(Trigger::pulsesPerHour).sum();
    }

    private static TriggerPlan calendar(List<CalendarPattern> patterns) {
        List<Trigger> triggers = new ArrayList<>();
        boolean widensDays = false;
        for (CalendarPattern pattern : patterns) {
            TriggerDays days = TriggerDays.covering(pattern);
            widensDays |= !days.isExactly(pattern);
            for (int minute : minutesOfDay(List.of(pattern))) {
                triggers.add(new CalendarTrigger(LocalTime.MIDNIGHT.plusMinutes(minute), days));
            }
        }
        return new TriggerPlan(List.copyOf(triggers), Optional.empty(), widensDays);
    }

    /** One repetition, if the minutes have one distance all around the day and every offset is a multiple of it. */
    private static Optional<List<Trigger>> regular(NavigableSet<Integer> minutes, NavigableSet<Integer> offsets) {
        if (MINUTES_PER_DAY % minutes.size() != 0) {
            return Optional.empty();
        }
        int distance = MINUTES_PER_DAY / minutes.size();
        int first = minutes.first();
        boolean even = minutes.stream().allMatch(minute -> (minute - first) % distance == 0);
        boolean fixed = offsets.stream().allMatch(offset -> (offset - offsets.first()) % distance == 0);
        return even && fixed
                ? Optional.of(List.of(RepeatedTrigger.everyMinutes(distance, first - offsets.first())))
                : Optional.empty();
    }

    private static Optional<List<Trigger>> hourly(NavigableSet<Integer> minutes, NavigableSet<Integer> offsets) {
        NavigableSet<Integer> inHour = inHour(minutes);
        return inHour.size() * 24 == minutes.size() ? Optional.of(everyHour(minutes, offsets)) : Optional.empty();
    }

    /** Pulses in every hour, at the minutes that the given ones are on UTC's clock, by any of the offsets. */
    private static List<Trigger> everyHour(NavigableSet<Integer> minutes, NavigableSet<Integer> offsets) {
        NavigableSet<Integer> utc = new TreeSet<>();
        for (int minute : inHour(minutes)) {
            offsets.forEach(offset -> utc.add(Math.floorMod(minute - offset, MINUTES_PER_HOUR)));
        }
        int distance = MINUTES_PER_HOUR / utc.size();
        boolean even = MINUTES_PER_HOUR % utc.size() == 0
                && utc.stream().allMatch(minute -> (minute - utc.first()) % distance == 0);
        if (even) {
            return List.of(RepeatedTrigger.everyMinutes(distance, utc.first()));
        }
        return utc.size() > MOST
                ? List.of(RepeatedTrigger.everyMinutes(1, 0))
                : utc.stream()
                        .map(minute -> (Trigger) RepeatedTrigger.everyMinutes(MINUTES_PER_HOUR, minute))
                        .toList();
    }

    private static NavigableSet<Integer> inHour(NavigableSet<Integer> minutes) {
        NavigableSet<Integer> inHour = new TreeSet<>();
        minutes.forEach(minute -> inHour.add(minute % MINUTES_PER_HOUR));
        return inHour;
    }

    private static NavigableSet<Integer> minutesOfDay(List<CalendarPattern> patterns) {
        NavigableSet<Integer> minutes = new TreeSet<>();
        for (CalendarPattern pattern : patterns) {
            pattern.hours()
                    .forEach(
                            hour -> pattern.minutes().forEach(minute -> minutes.add(hour * MINUTES_PER_HOUR + minute)));
        }
        return minutes;
    }
}
