package dev.tickover.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Is a moment on two clocks: the wall clock, which people and recurrences go by and which may be stepped, and the time
 * since boot, which goes on in suspend and cannot be stepped but means nothing after a reboot.
 *
 * @param wall the wall clock
 * @param sinceBoot the time since boot, suspend included; zero where the system does not tell
 * @param bootId tells one boot from another; empty where the system does not tell
 */
public record Stamp(Instant wall, Duration sinceBoot, String bootId) {

    /** Checks for null. */
    public Stamp {
        Objects.requireNonNull(wall, "wall");
        Objects.requireNonNull(sinceBoot, "sinceBoot");
        Objects.requireNonNull(bootId, "bootId");
    }

    /**
     * Measures the time from an earlier stamp to this one: by the time since boot within one boot, so that a clock step
     * changes nothing; else by the wall clock, where a clock set back counts as no time at all.
     *
     * @param earlier the earlier stamp
     * @return the time, never negative
     */
    public Duration since(Stamp earlier) {
        boolean sameBoot = !bootId.isEmpty() && bootId.equals(earlier.bootId);
        Duration elapsed = sameBoot ? sinceBoot.minus(earlier.sinceBoot) : Duration.between(earlier.wall, wall);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }
}
