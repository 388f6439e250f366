package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.ClockGap;
import dev.tickover.json.JsonLine;
import dev.tickover.policy.Stamp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Every;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PulseGapTest {

    private static final Instant FROM = Instant.parse("2026-03-02T10:30:00Z");
    private static final DueInstants HALF_HOURLY =
            DueInstants.of(Every.of(Duration.ofMinutes(30)), ZoneOffset.UTC, Duration.ZERO);

    private static JsonLine note(String bootId) {
        return new JsonLine()
                .put("at", "2026-03-02T10:30:00Z")
                .put("sinceBootMs", 3_600_000)
                .put("awakeMs", 3_000_000)
                .put("bootId", bootId);
    }

    /** Moves each clock on by so many seconds since the note. */
    private static ClockGap after(long wall, long sinceBoot, long awake) {
        return PulseGap.between(note("a"), stamp(wall, sinceBoot, "a"), (3_000 + awake) * 1_000_000_000L);
    }

    private static Stamp stamp(long wall, long sinceBoot, String bootId) {
        return new Stamp(FROM.plusSeconds(wall), Duration.ofSeconds(3_600 + sinceBoot), bootId);
    }

    private static boolean isNotable(ClockGap gap, long wall) {
        return PulseGap.isNotable(gap, HALF_HOURLY, stamp(wall, wall, "a"));
    }

    @Test
    void sleepIsTimeSinceBootThatIsNotTimeAwake() {
        assertEquals(5_000_000, after(7_200, 7_200, 2_200).asleepMs());
        assertEquals(0, after(7_200, 7_200, 7_199).asleepMs(), "the clocks are not read at once");
    }

    @Test
    void aStepIsWallTimeBeyondTimeSinceBoot() {
        assertEquals(2_700_000, after(4_500, 1_800, 1_800).clockStepMs());
        assertEquals(-3_600_000, after(-1_800, 1_800, 1_800).clockStepMs());
        assertEquals(0, after(86_443, 86_400, 86_400).clockStepMs(), "a clock that is slewed all day");
    }

    @Test
    void anotherBootExplainsAllByItself() {
        ClockGap gap = PulseGap.between(note("a"), new Stamp(FROM.plusSeconds(9_000), Duration.ofSeconds(40), "b"), 0);
        assertEquals(new ClockGap(FROM, 9_000_000, 0, true, 0, 40_000), gap);
        assertTrue(isNotable(gap, 9_000));
    }

    @Test
    void aSystemThatTellsNoBootsIsNotGuessedAbout() {
        ClockGap gap = PulseGap.between(note(""), new Stamp(FROM.plusSeconds(9_000), Duration.ZERO, ""), 5);
        assertEquals(new ClockGap(FROM, 9_000_000, 0, false, 0, 0), gap);
    }

    @Test
    void onlyAPulseThatCameLateIsNotable() {
        assertFalse(isNotable(after(1_800, 1_800, 1_800), 1_800), "in time");
        assertFalse(isNotable(after(1_859, 1_859, 1_859), 1_859), "timely");
        assertTrue(isNotable(after(1_861, 1_861, 1_861), 1_861), "late");
        assertFalse(isNotable(after(1_200, 1_200, 100), 1_200), "it slept, and nothing came due");
        assertTrue(isNotable(after(1_200, 60, 60), 1_200), "the clock was stepped");
    }

    @Test
    void aNoteThatIsMissingOrDamagedSaysNothing() {
        assertNull(PulseGap.between(null, stamp(0, 0, "a"), 0));
        assertNull(PulseGap.between(new JsonLine().put("at", "yesterday"), stamp(0, 0, "a"), 0));
        assertNull(PulseGap.between(new JsonLine(), stamp(0, 0, "a"), 0));
    }
}
