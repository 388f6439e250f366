package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplayTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    /**
     * The values are part of the contract: another version must not shift what a machine has. Computed apart, in
     * Python.
     */
    @Test
    void neverChangesForTheSameNames() {
        assertEquals(Duration.ofSeconds(511), offset("9d8c2b1f", "com.example.alma", "heartbeat", 600));
    }

    @Test
    void spreadsMachinesEvenlyBelowTheBound() {
        int[] counts = new int[10];
        for (int machine = 0; machine < 10_000; machine++) {
            long seconds = offset("machine-" + machine, "app", "heartbeat", 600).getSeconds();
            counts[(int) (seconds / 60)]++;
        }
        for (int count : counts) {
            assertTrue(count > 850 && count < 1150, "uneven: " + count);
        }
    }

    @Test
    void dependsOnEachNameAndOnWhereItEnds() {
        Set<Duration> offsets = new HashSet<>();
        offsets.add(offset("m", "app", "schedule", 1_000_000));
        offsets.add(offset("n", "app", "schedule", 1_000_000));
        offsets.add(offset("m", "apq", "schedule", 1_000_000));
        offsets.add(offset("m", "app", "schedulf", 1_000_000));
        offsets.add(offset("ma", "pp", "schedule", 1_000_000));
        offsets.add(offset("m", "apps", "chedule", 1_000_000));
        assertEquals(6, offsets.size());
    }

    @Test
    void isZeroWithoutRoomAndRefusesANegativeBound() {
        assertEquals(Duration.ZERO, offset("m", "app", "schedule", 0));
        assertEquals(Duration.ZERO, offset("m", "app", "schedule", 1));
        assertEquals(Duration.ZERO, Splay.offset("m", "app", "schedule", Duration.ofMillis(999)));
        assertThrows(IllegalArgumentException.class, () -> offset("m", "app", "schedule", -1));
    }

    @Test
    void shiftsEveryDueInstantByTheSame() {
        DueInstants due = DueInstants.of(Every.of(Duration.ofHours(1)), UTC, Duration.ofSeconds(437));
        Instant first = Instant.parse("2026-11-21T10:07:17Z");
        assertEquals(Optional.of(first), due.next(Instant.parse("2026-11-21T10:00:00Z")));
        assertEquals(Optional.of(first.plusSeconds(3600)), due.next(first));
        assertEquals(Optional.of(first), due.next(first.minusNanos(1)));
    }

    @Test
    void staysInsideTheYearsThatInstantsMayHave() {
        DueInstants due = DueInstants.of(Cron.of("59 23 31 12 *"), UTC, Duration.ofSeconds(60));
        assertEquals(Optional.empty(), due.next(Instant.parse("9999-06-01T00:00:00Z")));
        assertEquals(Optional.empty(), due.next(Instant.MAX));
        assertTrue(due.next(Instant.MIN).isPresent());
        for (Duration wrong : new Duration[] {Duration.ofSeconds(-1), Duration.ofMillis(1)}) {
            assertThrows(IllegalArgumentException.class, () -> DueInstants.of(Cron.of("@daily"), UTC, wrong));
        }
    }

    private static Duration offset(String machineId, String appId, String scheduleName, long splaySeconds) {
        return Splay.offset(machineId, appId, scheduleName, Duration.ofSeconds(splaySeconds));
    }
}
