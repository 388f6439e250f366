package dev.tickover.installer.status;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Says how a schedule stands.
 *
 * @param name its name
 * @param recurrence when it is due, as the manifest writes it
 * @param nextDue its next due instant
 * @param lastTick its last tick
 * @param owed how many due instants it owes
 * @param wakes how many wakes wait to be served
 * @param missed24h how many due instants it missed in the last 24 hours
 * @param entry how its OS entry is: {@code in force}, {@code disabled}, {@code drifted}, {@code missing}, {@code none} or
 *     {@code unknown}
 * @param entryWhy what is wrong with the entry; empty if nothing is
 * @param entryNext when the OS scheduler says that it starts the entry next, if it says so
 * @param paused until when it is paused; {@link Instant#MAX} until resumed
 * @param enabled whether the manifest lets it tick
 */
public record ScheduleStatus(
        String name,
        String recurrence,
        Optional<Instant> nextDue,
        Optional<RecordedTick> lastTick,
        int owed,
        int wakes,
        long missed24h,
        String entry,
        String entryWhy,
        Optional<Instant> entryNext,
        Optional<Instant> paused,
        boolean enabled) {

    /** Checks for null. */
    public ScheduleStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(nextDue, "nextDue");
        Objects.requireNonNull(lastTick, "lastTick");
        Objects.requireNonNull(entryNext, "entryNext");
        Objects.requireNonNull(paused, "paused");
    }
}
