package dev.tickover.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Gives the due instants of one schedule on one machine: its recurrence in the machine's zone, shifted by the machine's
 * splay. Implementations are immutable and safe for use by many threads.
 */
public interface DueInstants {

    /**
     * Finds the first due instant strictly after the given one.
     *
     * @param after the instant to search from, itself excluded
     * @return the next due instant, whole seconds; empty if there is none before the year 10000
     */
    Optional<Instant> next(Instant after);

    /**
     * Binds a recurrence to a machine.
     *
     * @param recurrence when a tick is due
     * @param machineZone the zone of the machine's local time
     * @param offset by how much each due instant is later than the recurrence says, whole seconds, not negative; see
     *     {@link Splay#offset}
     * @return the due instants
     * @throws IllegalArgumentException if the offset is negative or has a fraction of a second
     */
    static DueInstants of(Recurrence recurrence, ZoneId machineZone, Duration offset) {
        return new ShiftedDueInstants(recurrence, machineZone, offset);
    }
}
