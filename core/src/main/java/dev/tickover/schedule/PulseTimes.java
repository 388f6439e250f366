package dev.tickover.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects local calendar minutes: for each set of days, the minutes of those days (0 to 1439). */
final class PulseTimes implements LocalTimes {

    private static final int MINUTES_PER_DAY = 1440;
    /** 2001 to 2028: in 28 years each date falls on each weekday equally often. */
    private static final long CYCLE_FROM = GregorianDays.toDays(2001, 1, 1);

    private static final long CYCLE_UNTIL = GregorianDays.toDays(2029, 1, 1);

    private final Map<CalendarDays, BitSet> minutesOfDay = new LinkedHashMap<>();

    void add(CalendarDays days, int minuteOfDay) {
        minutesOfDay.computeIfAbsent(days, key -> new BitSet()).set(minuteOfDay);
    }

    void addAll(PulseTimes other) {
        other.minutesOfDay.forEach((days, minutes) ->
                minutesOfDay.computeIfAbsent(days, key -> new BitSet()).or(minutes));
    }

    /** Returns the times that many minutes later, and a few more where {@link #shiftsExactly} is false. */
    PulseTimes shifted(int minutes) {
        PulseTimes result = new PulseTimes();
        minutesOfDay.forEach((days, set) -> set.stream().forEach(minute -> {
            int moved = minute + minutes;
            result.add(days.moved(Math.floorDiv(moved, MINUTES_PER_DAY)), Math.floorMod(moved, MINUTES_PER_DAY));
        }));
        return result;
    }

    boolean shiftsExactly(int minutes) {
        return minutesOfDay.entrySet().stream()
                .allMatch(entry -> entry.getKey().movesExactly()
                        || entry.getValue().stream()
                                .allMatch(minute -> Math.floorDiv(minute + minutes, MINUTES_PER_DAY) == 0));
    }

    /** Tells whether each of the other's times is here on the same days, or more. */
    boolean containsAll(PulseTimes other) {
        return other.minutesOfDay.entrySet().stream()
                .allMatch(entry -> entry.getValue().stream().allMatch(minute -> contains(entry.getKey(), minute)));
    }

    private boolean contains(CalendarDays days, int minuteOfDay) {
        return minutesOfDay.entrySet().stream()
                .anyMatch(mine ->
                        mine.getValue().get(minuteOfDay) && mine.getKey().containsAll(days));
    }

    boolean isSameAs(PulseTimes other) {
        return minutesOfDay.equals(other.minutesOfDay);
    }

    boolean contains(long localSecond) {
        long day = Math.floorDiv(localSecond, (long) GregorianDays.SECONDS_PER_DAY);
        int second = (int) (localSecond - day * GregorianDays.SECONDS_PER_DAY);
        return second % 60 == 0
                && minutesOfDay.entrySet().stream()
                        .anyMatch(
                                e -> e.getValue().get(second / 60) && e.getKey().contains(day));
    }

    @Override
    public long atOrAfter(long localSecond) {
        long minute = -Math.floorDiv(-localSecond, 60L);
        int from = (int) Math.floorMod(minute, (long) MINUTES_PER_DAY);
        long last = GregorianDays.END_OF_TIME / GregorianDays.SECONDS_PER_DAY + 1;
        for (long day = Math.floorDiv(minute, (long) MINUTES_PER_DAY); day <= last; day++) {
            int found = minutesOn(day).nextSetBit(from);
            if (found >= 0) {
                return (day * MINUTES_PER_DAY + found) * 60;
            }
            from = 0;
        }
        return NONE;
    }

    /** Returns the fewest patterns with whole hours × minutes; none lies within another. */
    List<CalendarPattern> patterns() {
        List<CalendarPattern> patterns = new ArrayList<>();
        minutesOfDay.forEach((days, set) -> {
            BitSet rest = (BitSet) set.clone();
            minutesOfDay.forEach((otherDays, otherSet) -> {
                if (!otherDays.equals(days) && otherDays.containsAll(days)) {
                    rest.andNot(otherSet);
                }
            });
            patterns.addAll(patterns(days, rest));
        });
        return patterns;
    }

    /** Returns the mean number of pulses in an hour. What two sets of days share is counted once. */
    double perHour() {
        List<CalendarDays> sets = List.copyOf(minutesOfDay.keySet());
        Map<BitSet, Integer> counts = new HashMap<>();
        long pulses = 0;
        for (long day = CYCLE_FROM; day < CYCLE_UNTIL; day++) {
            BitSet matching = new BitSet();
            for (int i = 0; i < sets.size(); i++) {
                matching.set(i, sets.get(i).contains(day));
            }
            long today = day;
            pulses += counts.computeIfAbsent(matching, key -> minutesOn(today).cardinality());
        }
        return pulses / (24.0 * (CYCLE_UNTIL - CYCLE_FROM));
    }

    private BitSet minutesOn(long day) {
        BitSet minutes = new BitSet();
        minutesOfDay.forEach((days, set) -> {
            if (days.contains(day)) {
                minutes.or(set);
            }
        });
        return minutes;
    }

    private static List<CalendarPattern> patterns(CalendarDays days, BitSet minutesOfDay) {
        Map<NavigableSet<Integer>, NavigableSet<Integer>> hoursByMinutes = new LinkedHashMap<>();
        Map<Integer, NavigableSet<Integer>> minutesByHour = new TreeMap<>();
        minutesOfDay.stream()
                .forEach(minute -> minutesByHour
                        .computeIfAbsent(minute / 60, hour -> new TreeSet<>())
                        .add(minute % 60));
        minutesByHour.forEach((hour, minutes) ->
                hoursByMinutes.computeIfAbsent(minutes, key -> new TreeSet<>()).add(hour));
        List<CalendarPattern> patterns = new ArrayList<>();
        hoursByMinutes.forEach((minutes, hours) -> patterns.add(days.at(hours, minutes)));
        return patterns;
    }
}
