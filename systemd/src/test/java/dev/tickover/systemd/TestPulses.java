package dev.tickover.systemd;

import dev.tickover.schedule.CalendarPattern;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.Recurrence;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Plans pulses for the few recurrences that the tests use, spelt out by hand. */
final class TestPulses implements Pulses {

    private static final Map<String, List<CalendarPattern>> CRON = Map.of(
            "0 9 * * MON-FRI", List.of(pattern(all(1, 12), all(1, 31), all(1, 5), set(9), set(0))),
            "15 3 * * *", List.of(pattern(all(1, 12), all(1, 31), all(1, 7), set(3), set(15))),
            "30 6 1,15 1-6 *", List.of(pattern(all(1, 6), set(1, 15), all(1, 7), set(6), set(30))),
            "0 12 13 * FRI",
                    List.of(
                            pattern(all(1, 12), set(13), all(1, 7), set(12), set(0)),
                            pattern(all(1, 12), all(1, 31), set(5), set(12), set(0))));

    @Override
    public PulsePlan of(Recurrence recurrence, ZoneId machineZone) {
        return recurrence instanceof Every every ? every((int) every.interval().toMinutes()) : cron((Cron) recurrence);
    }

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

    static PulsePlan plan(CalendarPattern pattern, String zone) {
        return new PulsePlan(List.of(pattern), Optional.of(ZoneId.of(zone)), true, 1, Duration.ZERO);
    }

    private static PulsePlan cron(Cron cron) {
        return new PulsePlan(CRON.get(cron.expression()), cron.zone(), true, 1.0 / 24, Duration.ZERO);
    }

    private static PulsePlan every(int interval) {
        boolean exact = 1440 % interval == 0;
        int grid = exact ? interval : greatestCommonDivisor(interval, 60);
        List<CalendarPattern> patterns = new ArrayList<>();
        if (60 % grid == 0) {
            patterns.add(everyDay(all(0, 23), step(0, 59, grid)));
        } else if (grid % 60 == 0) {
            patterns.add(everyDay(step(0, 23, grid / 60), set(0)));
        } else {
            step(0, 1439, grid).forEach(minute -> patterns.add(everyDay(set(minute / 60), set(minute % 60))));
        }
        Duration lateness = exact ? Duration.ZERO : Duration.ofMinutes(grid);
        return new PulsePlan(patterns, Optional.empty(), exact, 60.0 / grid, lateness);
    }

    private static CalendarPattern everyDay(TreeSet<Integer> hours, TreeSet<Integer> minutes) {
        return pattern(all(1, 12), all(1, 31), all(1, 7), hours, minutes);
    }

    private static int greatestCommonDivisor(int one, int other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }
}
