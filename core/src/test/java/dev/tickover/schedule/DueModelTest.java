package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Compares recurrences with the minute-by-minute model, around clock changes of half a century. */
class DueModelTest {

    private static final Instant FROM = Instant.parse("1973-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2045-01-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(4);

    @Test
    void cronIsDueInTheMinutesThatTheModelFinds() {
        Seeded.forEachSeed(1, 600, seeded -> {
            RandomCron random = RandomCron.draw(seeded);
            DstGap gap = seeded.pick(List.of(DstGap.values()));
            DstOverlap overlap = seeded.pick(List.of(DstOverlap.values()));
            ZoneId zone = seeded.pick(Zones.ODD);
            Instant after = Zones.nearChange(seeded, zone, FROM, UNTIL);
            DueModel model = random.isFixed()
                    ? new DueModel(random.matches(), zone, gap, overlap)
                    : new DueModel(random.matches(), zone, DstGap.SKIP, DstOverlap.BOTH);
            Cron cron = new Cron(random.text(), Optional.of(zone), gap, overlap);
            assertSame(model, cron, after);
        });
    }

    @Test
    void aFixedCronOfEveryMinuteFollowsItsRulesThroughEachChangeOfEachZone() {
        for (ZoneId zone : Zones.ODD) {
            ZoneChanges.of(zone).stream().limit(4).forEach(change -> {
                for (DstGap gap : DstGap.values()) {
                    DueModel model = new DueModel(local -> true, zone, gap, DstOverlap.FIRST);
                    Cron cron = new Cron("0-59 0-23 * * *", Optional.of(zone), gap, DstOverlap.FIRST);
                    assertSame(model, cron, change.getInstant().minusSeconds(3600 * 30));
                }
            });
        }
    }

    @Test
    void everyIsDueInTheMinutesThatTheModelFinds() {
        List<Integer> divisors = List.of(1, 2, 5, 15, 20, 30, 32, 45, 60, 90, 120, 160, 360, 480, 720, 1440);
        Seeded.forEachSeed(1, 300, seeded -> {
            int minutes = seeded.pick(divisors);
            ZoneId zone = seeded.pick(Zones.ODD);
            Predicate<LocalDateTime> matches = local -> (local.getHour() * 60 + local.getMinute()) % minutes == 0;
            DueModel model = new DueModel(matches, zone, DstGap.SHIFT, DstOverlap.FIRST);
            assertSame(model, Every.of(Duration.ofMinutes(minutes)), Zones.nearChange(seeded, zone, FROM, UNTIL));
        });
    }

    @Test
    void dueInstantsOfAnEveryAreNeverFurtherApartThanTheIntervalAndTheShift() {
        for (ZoneId zone : Zones.ODD) {
            for (Duration interval : List.of(Duration.ofMinutes(20), Duration.ofHours(6), Duration.ofHours(24))) {
                Instant last = Instant.parse("2026-01-01T00:00:00Z");
                for (Instant due :
                        DueSequence.between(Every.of(interval), zone, last, last.plus(Duration.ofDays(730)))) {
                    Duration distance = Duration.between(last, due);
                    assertTrue(distance.compareTo(interval.plusHours(2)) <= 0, zone + " " + due);
                    last = due;
                }
            }
        }
    }

    private static void assertSame(DueModel model, Recurrence recurrence, Instant after) {
        Instant until = after.plus(SPAN);
        assertEquals(
                model.between(after, until),
                DueSequence.between(recurrence, model.zone(), after, until),
                recurrence + " in " + model.zone() + " after " + after);
    }
}
