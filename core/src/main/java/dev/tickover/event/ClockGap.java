package dev.tickover.event;

import java.time.Instant;
import java.util.Objects;

/**
 * The time between two pulses on three clocks.
 *
 * @param from when the pulse before was
 * @param gapMs how much the wall clock has moved on since
 * @param asleepMs how long the machine slept; 0 where the system does not report it
 * @param rebooted whether it was booted in between
 * @param clockStepMs by how much the wall clock was stepped; 0 if it was not, or the system does not report it
 * @param upMs how long the machine is up; 0 where the system does not report it
 */
public record ClockGap(Instant from, long gapMs, long asleepMs, boolean rebooted, long clockStepMs, long upMs) {

    /** Checks for null. */
    public ClockGap {
        Objects.requireNonNull(from, "from");
    }
}
