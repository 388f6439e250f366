package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tickover.testing.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueListTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2029-01-01T00:00:00Z");

    @Test
    void aListedInstantIsTheOneThatTheFullSearchFindsAndBeyondItTheFullSearchIsAsked() {
        Seeded.forEachSeed(1, 400, seeded -> {
            ZoneId zone = seeded.pick(Zones.ODD);
            Recurrence recurrence = seeded.percent(60)
                    ? Cron.of(RandomCron.draw(seeded).text())
                    : Every.of(Duration.ofMinutes(seeded.between(1, 3000)));
            DueInstants full = DueInstants.of(recurrence, zone, Duration.ofSeconds(seeded.between(0, 3) * 7L));
            Instant from = seeded.secondBetween(FROM, UNTIL);
            Instant now = from.plusSeconds(seeded.between(0, 200_000));
            DueList list = DueList.of(full, from, now, seeded.between(1, 60));
            boolean[] asked = {false};
            DueInstants listed = new ListedDueInstants(list, after -> {
                asked[0] = true;
                return full.next(after);
            });
            long[] seconds = list.seconds();
            for (int i = 0; i < 40; i++) {
                Instant after = seconds.length > 0 && seeded.percent(70)
                        ? Instant.ofEpochSecond(seconds[seeded.between(0, seconds.length - 1)])
                                .plusMillis(seeded.between(-1500, 1500))
                        : from.plusMillis(seeded.between(-5_000_000, 5_000_000) * 10L);
                asked[0] = false;
                assertEquals(full.next(after), listed.next(after), "after " + after);
                boolean inside = seconds.length > 0
                        && !after.isBefore(from)
                        && after.isBefore(Instant.ofEpochSecond(seconds[seconds.length - 1]));
                assertEquals(!inside, asked[0], "the full search is asked outside the list only, after " + after);
            }
        });
    }

    @Test
    void aRecurrenceThatEndsGivesAShortList() {
        DueInstants twice = after -> after.getEpochSecond() < 100
                ? Optional.of(Instant.ofEpochSecond(100))
                : after.getEpochSecond() < 200 ? Optional.of(Instant.ofEpochSecond(200)) : Optional.empty();
        DueList list = DueList.of(twice, Instant.EPOCH, Instant.EPOCH, 128);
        assertEquals(100, list.next(0));
        assertEquals(200, list.next(100));
        assertEquals(DueList.UNKNOWN, list.next(200));
    }

    @Test
    void aListThatDoesNotAscendIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DueList(0, new long[] {5, 5}));
        assertThrows(IllegalArgumentException.class, () -> new DueList(5, new long[] {5}));
    }
}
