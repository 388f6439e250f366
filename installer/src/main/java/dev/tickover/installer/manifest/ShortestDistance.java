package dev.tickover.installer.manifest;

import dev.tickover.schedule.Cron;
import dev.tickover.schedule.CronExpression;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the shortest time between two due instants of a recurrence, daylight-saving changes left out: a manifest is
 * valid on every machine or on none, whatever its zone.
 */
final class ShortestDistance {

    /** Begins before a leap day; eight years hold two of them. */
    private static final Instant FROM = Instant.parse("2027-12-31T23:59:59Z");

    private static final Instant UNTIL = Instant.parse("2036-01-02T00:00:00Z");

    private ShortestDistance() {}

    static Duration of(Recurrence recurrence) {
        if (recurrence instanceof Every every) {
            return every.interval();
        }
        return ofCron(((Cron) recurrence).expression());
    }

    /**
     * The times of a day are the same on each day that is due. So the shortest distance lies within one day, or else
     * between the last time of a day and the first of the next one that is due.
     */
    private static Duration ofCron(String expression) {
        CronExpression cron = CronExpression.parse(expression);
        Recurrence inUtc = Cron.of(expression, ZoneOffset.UTC);
        Duration shortest = withinDay(cron).orElse(ChronoUnit.FOREVER.getDuration());
        Duration lastTime =
                Duration.ofHours(cron.hours().last()).plusMinutes(cron.minutes().last());
        Optional<Instant> due = inUtc.next(FROM, ZoneOffset.UTC);
        while (due.isPresent() && due.get().isBefore(UNTIL)) {
            Instant last = due.get().truncatedTo(ChronoUnit.DAYS).plus(lastTime);
            due = inUtc.next(last, ZoneOffset.UTC);
            Duration night = Duration.between(last, due.orElse(Instant.MAX));
            shortest = night.compareTo(shortest) < 0 ? night : shortest;
        }
        return shortest;
    }

    private static Optional<Duration> withinDay(CronExpression cron) {
        List<Integer> times = cron.hours().stream()
                .flatMap(hour -> cron.minutes().stream().map(minute -> hour * 60 + minute))
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.ofMinutes(times.get(i) - times.get(i - 1)))
                .min(Duration::compareTo);
    }
}
