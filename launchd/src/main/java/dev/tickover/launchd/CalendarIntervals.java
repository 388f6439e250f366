package dev.tickover.launchd;

import dev.tickover.schedule.CalendarPattern;
import dev.tickover.schedule.PulsePlan;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Is the {@code StartCalendarInterval} of a job. It holds every pulse of its plan, and more where launchd cannot be told
 * less: never one fewer.
 *
 * @param intervals sorted, none within another, at most {@link #MOST}
 */
record CalendarIntervals(List<CalendarInterval> intervals) implements Starts {

    /** Every five minutes of a day. No limit is documented; nobody has reported more, or this many, either way. */
    static final int MOST = 288;

    private static final int MINUTES_PER_HOUR = 60;
    private static final int HOURS = 24;
    /** 2001 to 2028: in 28 years each date falls on each weekday equally often. */
    private static final LocalDate CYCLE_FROM = LocalDate.of(2001, 1, 1);

    private static final LocalDate CYCLE_UNTIL = LocalDate.of(2029, 1, 1);

    CalendarIntervals {
        intervals = List.copyOf(intervals);
    }

    /**
     * Translates a plan: as it is, else on every day, else with minutes in every hour, whichever is the first that is
     * few enough.
     */
    static CalendarIntervals of(PulsePlan plan) {
        if (plan.patterns().stream().mapToLong(CalendarIntervals::count).sum() <= MOST) {
            return new CalendarIntervals(withoutCovered(asPlanned(plan.patterns())));
        }
        TreeSet<CalendarInterval> daily = everyDay(plan.patterns());
        return new CalendarIntervals(
                daily.size() <= MOST ? new ArrayList<>(daily) : hourly(minutesOf(plan.patterns())));
    }

    @Override
    public String key() {
        return "StartCalendarInterval";
    }

    @Override
    public List<String> summary() {
        return CalendarSummary.of(this);
    }

    @Override
    public PropertyList.Array value() {
        return new PropertyList.Array(intervals.stream()
                .<PropertyList>map(CalendarInterval::dictionary)
                .toList());
    }

    @Override
    public double pulsesPerHour() {
        Map<Integer, Set<Days>> byMinuteOfDay = new HashMap<>();
        for (CalendarInterval interval : intervals) {
            for (int hour = interval.hour().orElse(0); hour <= interval.hour().orElse(HOURS - 1); hour++) {
                byMinuteOfDay
                        .computeIfAbsent(hour * MINUTES_PER_HOUR + interval.minute(), key -> new HashSet<>())
                        .add(interval.days());
            }
        }
        Map<Set<Days>, Long> counts = new HashMap<>();
        long pulses = byMinuteOfDay.values().stream()
                .mapToLong(days -> counts.computeIfAbsent(days, CalendarIntervals::daysInCycle))
                .sum();
        return pulses / (24.0 * (CYCLE_UNTIL.toEpochDay() - CYCLE_FROM.toEpochDay()));
    }

    /**
     * Returns the longest time between two pulses on the rest of the day on which the clocks go forward, if launchd
     * loses those without an hour; zero if each has one.
     */
    @Override
    public Duration longestGapInSpring() {
        if (!hasWildcards()) {
            return Duration.ZERO;
        }
        TreeSet<Integer> explicit = minutesWithHours();
        int longest = 0;
        int before = explicit.last() - MINUTES_PER_HOUR;
        for (int minute : explicit) {
            longest = Math.max(longest, minute - before);
            before = minute;
        }
        return Duration.ofMinutes(longest);
    }

    /** Checks whether some intervals have no hour. */
    boolean hasWildcards() {
        return intervals.stream().anyMatch(interval -> interval.hour().isEmpty());
    }

    /** Returns the minutes of the intervals that have an hour. */
    TreeSet<Integer> minutesWithHours() {
        return intervals.stream()
                .filter(interval -> interval.hour().isPresent())
                .map(CalendarInterval::minute)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long count(CalendarPattern pattern) {
        return (long) Days.of(pattern).size()
                * pattern.hours().size()
                * pattern.minutes().size();
    }

    private static TreeSet<CalendarInterval> asPlanned(List<CalendarPattern> patterns) {
        TreeSet<CalendarInterval> intervals = new TreeSet<>();
        for (CalendarPattern pattern : patterns) {
            Days.of(pattern).forEach(days -> addTimes(intervals, days, pattern));
        }
        return intervals;
    }

    private static TreeSet<CalendarInterval> everyDay(List<CalendarPattern> patterns) {
        TreeSet<CalendarInterval> intervals = new TreeSet<>();
        patterns.forEach(pattern -> addTimes(intervals, Days.EVERY, pattern));
        return intervals;
    }

    private static void addTimes(Collection<CalendarInterval> intervals, Days days, CalendarPattern pattern) {
        for (int hour : pattern.hours()) {
            for (int minute : pattern.minutes()) {
                intervals.add(CalendarInterval.at(days, hour, minute));
            }
        }
    }

    private static List<CalendarInterval> withoutCovered(TreeSet<CalendarInterval> all) {
        return all.stream()
                .filter(one -> all.stream().noneMatch(other -> !other.equals(one) && other.covers(one)))
                .toList();
    }

    private static NavigableSet<Integer> minutesOf(List<CalendarPattern> patterns) {
        TreeSet<Integer> minutes = new TreeSet<>();
        patterns.forEach(pattern -> minutes.addAll(pattern.minutes()));
        return minutes;
    }

    /**
     * Takes minutes in every hour. As many of them as there is room for, evenly spread, are given each hour explicitly:
     * they are what is left on a day on which launchd loses the others.
     */
    private static List<CalendarInterval> hourly(NavigableSet<Integer> minutes) {
        List<Integer> all = List.copyOf(minutes);
        int explicit = Math.min(all.size(), (MOST - all.size()) / (HOURS - 1));
        Set<Integer> chosen = new HashSet<>();
        for (int i = 0; i < explicit; i++) {
            chosen.add(all.get(i * all.size() / explicit));
        }
        return all.stream()
                .flatMap(minute -> chosen.contains(minute)
                        ? Stream.iterate(0, hour -> hour < HOURS, hour -> hour + 1)
                                .map(hour -> CalendarInterval.at(Days.EVERY, hour, minute))
                        : Stream.of(CalendarInterval.everyHour(minute)))
                .sorted()
                .toList();
    }

    private static long daysInCycle(Set<Days> days) {
        if (days.contains(Days.EVERY)) {
            return CYCLE_UNTIL.toEpochDay() - CYCLE_FROM.toEpochDay();
        }
        return CYCLE_FROM
                .datesUntil(CYCLE_UNTIL)
                .filter(date -> days.stream().anyMatch(it -> it.contains(date)))
                .count();
    }
}
