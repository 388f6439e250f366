package dev.tickover.machine;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Is the door to the machine's clocks. Implementations are safe for use by many threads. */
public interface Clocks {

    /**
     * Reads the wall clock.
     *
     * @return the current instant, in milliseconds; it may be stepped at any time
     */
    Instant wall();

    /**
     * Reads the time since boot, suspend included; it cannot be stepped.
     *
     * @return the time; zero where the system does not tell without a native call
     */
    Duration sinceBoot();

    /**
     * Tells one boot of the machine from another.
     *
     * @return an opaque id; empty where the system does not tell
     */
    String bootId();

    /**
     * Reads the clock that stands still while the machine is suspended.
     *
     * @return nanoseconds from an arbitrary origin
     */
    long awakeNanos();

    /** {@return the zone of the machine's local time} */
    ZoneId zone();

    /**
     * Tells whether {@link #zone()} and its rules may have changed, without reading them, which costs a cold JVM 15 to
     * 25 ms.
     *
     * @return an opaque text of one line, the same as long as local time follows the same rules
     */
    default String zoneFingerprint() {
        return zone().getId();
    }

    /** {@return the clocks of this machine} */
    static Clocks system() {
        return SystemClocks.INSTANCE;
    }
}
