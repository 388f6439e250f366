package dev.tickover.tick;

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
 *
 * @param from when the pulse before was
 * @param wallMs how much the wall clock has moved on since
 * @param asleepMs how long the machine slept; 0 where the system does not tell
 * @param rebooted whether it was booted in between
 * @param clockStepMs by how much the wall clock was stepped; 0 if it was not, or the system does not tell
 * @param upMs how long the machine is up; 0 where the system does not tell
 */
record PulseGap(Instant from, long wallMs, long asleepMs, boolean rebooted, long clockStepMs, long upMs) {

    /** Less sleep than this explains nothing, and the clocks are not read at the same time. */
    private static final long LEAST_SLEEP_MS = 2_000;

    /** A clock that is slewed gains or loses half a second in a thousand (adjtimex(2)); the rest is a step. */
    private static final long SLEW = 1_000;

    private static final long LEAST_STEP_MS = 2_000;

    /** Returns null if there was no pulse before, or its note cannot be read. */
    static PulseGap between(JsonLine note, Stamp now, long awakeNanos) {
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
            return new PulseGap(from, wall, 0, false, 0, 0);
        }
        long up = now.sinceBoot().toMillis();
        if (!bootId.equals(now.bootId())) {
            return new PulseGap(from, wall, 0, true, 0, up);
        }
        long elapsed = up - note.number("sinceBootMs", up);
        long awake = awakeNanos / 1_000_000 - note.number("awakeMs", 0);
        // On Linux System.nanoTime is CLOCK_MONOTONIC: the same for every process, and still in suspend
        // (clock_gettime(2)).
        long asleep = elapsed - awake >= LEAST_SLEEP_MS ? elapsed - awake : 0;
        long step = wall - elapsed;
        boolean stepped = Math.abs(step) >= Math.max(LEAST_STEP_MS, elapsed / SLEW);
        return new PulseGap(from, wall, asleep, false, stepped ? step : 0, up);
    }

    /** Tells whether it is worth a line: it rebooted, the clock was stepped, or something came due and no pulse. */
    boolean isNotable(DueInstants due, Stamp now) {
        if (rebooted || clockStepMs != 0) {
            return true;
        }
        if (wallMs <= Slack.LATE.toMillis()) {
            return false;
        }
        Optional<Instant> next = due.next(from.plus(Slack.EARLY));
        return next.isPresent() && next.get().isBefore(now.wall().minus(Slack.LATE));
    }

    JsonLine event(Stamp now, String schedule) {
        JsonLine line = Events.event(now.wall(), schedule, "pulse")
                .put("from", UtcText.format(from))
                .put("gapMs", wallMs)
                .put("asleepMs", asleepMs)
                .put("rebooted", rebooted)
                .put("clockStepMs", clockStepMs);
        return upMs == 0 ? line : line.put("upMs", upMs);
    }
}
