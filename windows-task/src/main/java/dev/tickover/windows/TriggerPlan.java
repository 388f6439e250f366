package dev.tickover.windows;

import dev.tickover.schedule.CalendarPattern;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the triggers for a recurrence: at most as many as a task may have, and never fewer pulses than planned.
 *
 * <ol>
 *   <li>What has one distance all around the day in UTC, or the same minutes in each hour, becomes repetitions: they
 *       keep elapsed time, and no daylight-saving change touches them.
 *   <li>All else becomes calendar triggers in local time, one for each time of the day.
 *   <li>Where those would be too many, the pulses are widened to every hour of every day, at the same minutes.
 * </ol>
 *
 * @param triggers the triggers, at least one
 * @param worstLateness the longest time from a due instant to its pulse, Windows's own lateness not counted
 * @param calendarTriggersNeeded how many calendar triggers would have been needed; empty if nothing was widened so
 * @param widensDays whether days were added, since a trigger knows days of the month or of the week, not both
 */
record TriggerPlan(
        List<Trigger> triggers, Duration worstLateness, Optional<Integer> calendarTriggersNeeded, boolean widensDays) {

    /** Microsoft Learn, "Task Triggers": "a task can have up to 48 triggers". */
    static final int MOST = 48;

    private static final int MINUTES_PER_DAY = 1440;
    private static final int MINUTES_PER_HOUR = 60;

    /** Beside the pulses of the recurrence there is one at each opening of the active hours. */
    static TriggerPlan of(Schedule schedule, ZoneId zone, Duration offset) {
        TriggerPlan due = of(schedule.recurrence(), zone, offset);
        if (schedule.active().isEmpty()) {
            return due;
        }
        PulsePlan openings = PulsePlanner.openingsInUtc(schedule.active().get(), zone);
        NavigableSet<Integer> utcMinutes = minutesOfDay(openings.patterns());
        if (utcMinutes.stream().allMatch(due::repeatsAt)) {
            return due;
        }
        TriggerPlan both = due.and(
                calendar(PulsePlanner.openingsInMachineZone(schedule.active().get(), zone)));
        if (both.triggers.size() <= MOST) {
            return both;
        }
        PulsePlan inUtc = PulsePlanner.inUtc(schedule.recurrence(), zone, offset);
        utcMinutes.addAll(minutesOfDay(inUtc.patterns()));
        return new TriggerPlan(everyHour(utcMinutes), inUtc.worstLateness(), Optional.of(both.triggers.size()), false);
    }

    private boolean repeatsAt(int utcMinute) {
        return triggers.stream()
                .anyMatch(trigger -> trigger instanceof RepeatedTrigger repeated
                        && (utcMinute - repeated.start().toSecondOfDay() / 60)
                                        % repeated.interval().toMinutes()
                                == 0);
    }

    /** What the other has on every day is not given a second time on some. */
    private TriggerPlan and(TriggerPlan other) {
        List<Trigger> all = new ArrayList<>(other.triggers);
        triggers.stream().filter(mine -> !other.hasDaily(mine)).forEach(all::add);
        Duration latest = worstLateness.compareTo(other.worstLateness) > 0 ? worstLateness : other.worstLateness;
        return new TriggerPlan(List.copyOf(all), latest, calendarTriggersNeeded, widensDays || other.widensDays);
    }

    private boolean hasDaily(Trigger trigger) {
        return trigger instanceof CalendarTrigger calendar
                && triggers.stream()
                        .anyMatch(mine -> mine instanceof CalendarTrigger same
                                && same.time().equals(calendar.time())
                                && same.days().kind() == TriggerDays.Kind.DAY);
    }

    private static TriggerPlan of(Recurrence recurrence, ZoneId zone, Duration offset) {
        PulsePlan inUtc = PulsePlanner.inUtc(recurrence, zone, offset);
        NavigableSet<Integer> utcMinutes = minutesOfDay(inUtc.patterns());
        if (inUtc.patterns().stream().allMatch(CalendarPattern::isEveryDay)) {
            Optional<List<Trigger>> repeated = regular(utcMinutes).or(() -> hourly(utcMinutes));
            if (repeated.isPresent()) {
                return new TriggerPlan(repeated.get(), inUtc.worstLateness(), Optional.empty(), false);
            }
        }
        PulsePlan inLocalTime = PulsePlanner.inMachineZone(recurrence, zone, offset);
        int needed = inLocalTime.patterns().stream()
                .mapToInt(pattern -> pattern.hours().size() * pattern.minutes().size())
                .sum();
        return needed > MOST
                ? new TriggerPlan(everyHour(utcMinutes), inUtc.worstLateness(), Optional.of(needed), false)
                : calendar(inLocalTime);
    }

    double pulsesPerHour() {
        return triggers.stream().mapToDouble(Trigger::pulsesPerHour).sum();
    }

    private static TriggerPlan calendar(PulsePlan plan) {
        List<Trigger> triggers = new ArrayList<>();
        boolean widensDays = false;
        for (CalendarPattern pattern : plan.patterns()) {
            TriggerDays days = TriggerDays.covering(pattern);
            widensDays |= !days.isExactly(pattern);
            for (int minute : minutesOfDay(List.of(pattern))) {
                triggers.add(new CalendarTrigger(LocalTime.MIDNIGHT.plusMinutes(minute), days));
            }
        }
        return new TriggerPlan(List.copyOf(triggers), plan.worstLateness(), Optional.empty(), widensDays);
    }

    /** One repetition, if the minutes have one distance all around the day. */
    private static Optional<List<Trigger>> regular(NavigableSet<Integer> minutes) {
        return isRegular(minutes, MINUTES_PER_DAY)
                ? Optional.of(List.of(RepeatedTrigger.everyMinutes(MINUTES_PER_DAY / minutes.size(), minutes.first())))
                : Optional.empty();
    }

    private static Optional<List<Trigger>> hourly(NavigableSet<Integer> minutes) {
        return inHour(minutes).size() * 24 == minutes.size() ? Optional.of(everyHour(minutes)) : Optional.empty();
    }

    /** Pulses in every hour, at the minutes that the given ones have in theirs. */
    private static List<Trigger> everyHour(NavigableSet<Integer> minutes) {
        NavigableSet<Integer> inHour = inHour(minutes);
        if (isRegular(inHour, MINUTES_PER_HOUR)) {
            return List.of(RepeatedTrigger.everyMinutes(MINUTES_PER_HOUR / inHour.size(), inHour.first()));
        }
        return inHour.size() > MOST
                ? List.of(RepeatedTrigger.everyMinutes(1, 0))
                : inHour.stream()
                        .map(minute -> (Trigger) RepeatedTrigger.everyMinutes(MINUTES_PER_HOUR, minute))
                        .toList();
    }

    private static boolean isRegular(NavigableSet<Integer> minutes, int around) {
        int distance = around / minutes.size();
        return around % minutes.size() == 0
                && minutes.stream().allMatch(minute -> (minute - minutes.first()) % distance == 0);
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
