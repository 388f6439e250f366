package dev.tickover.tick;

import dev.tickover.event.ClockGap;
import dev.tickover.json.JsonLine;
import dev.tickover.policy.Slack;
import dev.tickover.policy.Stamp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.UtcText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares a pulse with the one before it on three clocks: another boot means that the machine was off, time since boot
 * without time awake that it slept, and wall time that neither accounts for that the clock was stepped.
 */
final class PulseGap {

    /** Less sleep than this explains nothing, and the clocks are not read at the same time. */
    private static final long LEAST_SLEEP_MS = 2_000;

    /** A clock that is slewed gains or loses half a second in a thousand (adjtimex(2)); the rest is a step. */
    private static final long SLEW = 1_000;

    private static final long LEAST_STEP_MS = 2_000;

    private PulseGap() {}

    /** Returns null if there was no pulse before, or its note cannot be read. */
    static ClockGap between(JsonLine note, Stamp now, long awakeNanos) {
        if (note == null || note.text("at") == null) {
            return null;
        }
        Instant from;
        try {
            from = UtcText.parse(note.text("at"));
        } catch (IllegalArgumentException damaged) {
            return null;
        }
        long wall = Duration.between(from, now.wall()).toMillis();
        String bootId = note.text("bootId", "");
        if (now.bootId().isEmpty() || bootId.isEmpty()) {
            // Nor do other systems promise that the awake clock of one process is that of another.
            return new ClockGap(from, wall, 0, false, 0, 0);
        }
        long up = now.sinceBoot().toMillis();
        if (!bootId.equals(now.bootId())) {
            return new ClockGap(from, wall, 0, true, 0, up);
        }
        long elapsed = up - note.number("sinceBootMs", up);
        long awake = awakeNanos / 1_000_000 - note.number("awakeMs", 0);
        // On Linux System.nanoTime is CLOCK_MONOTONIC: the same for every process, and still in suspend
        // (clock_gettime(2)).
        long asleep = elapsed - awake >= LEAST_SLEEP_MS ? elapsed - awake : 0;
        long step = wall - elapsed;
        boolean stepped = Math.abs(step) >= Math.max(LEAST_STEP_MS, elapsed / SLEW);
        return new ClockGap(from, wall, asleep, false, stepped ? step : 0, up);
    }

    /** Checks whether a gap is worth a line: a reboot, a step of the clock, or something came due and no pulse. */
    static boolean isNotable(ClockGap gap, DueInstants due, Stamp now) {
        if (gap.rebooted() || gap.clockStepMs() != 0) {
            return true;
        }
        if (gap.gapMs() <= Slack.LATE.toMillis()) {
            return false;
        }
        Optional<Instant> next = due.next(gap.from().plus(Slack.EARLY));
        return next.isPresent() && next.get().isBefore(now.wall().minus(Slack.LATE));
    }
}
