package dev.tickover.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Says at which instants a schedule owes a tick. A recurrence is a pure value: due instants follow from it and a time
 * zone alone, never from when something last ran. Implementations are immutable and safe for use by many threads.
 */
public sealed interface Recurrence permits Every, Cron {

    /**
     * Finds the first due instant strictly after the given one.
     *
     * @param after the instant to search from, itself excluded
     * @param machineZone the zone of the machine's local time; used where the recurrence names no zone of its own
     * @return the next due instant, whole seconds; empty if there is none before the year 10000
     */
    Optional<Instant> next(Instant after, ZoneId machineZone);

    /**
     * Returns the recurrence as a manifest writes it: {@code 30m}, {@code 0 9 * * MON-FRI}.
     *
     * @return the canonical text, never empty
     */
    String text();
}
