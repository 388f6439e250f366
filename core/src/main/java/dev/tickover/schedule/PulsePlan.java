package dev.tickover.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Says when the OS scheduler should pulse for a recurrence. Pulses never under-approximate: on each due instant, or at
 * most {@link #worstLateness()} after it, there is one; so it is with each opening of the active hours it counts. Where {@link #exact()} is false there are more pulses than due
 * instants, and the persisted state decides which of them is due.
 *
 * @param patterns the calendar minutes, any of which is a pulse; at least one
 * @param zone the zone whose local time the patterns mean; empty for the machine's own
 * @param exact whether every pulse is a due instant, or the first minute after one, outside daylight-saving changes
 * @param pulsesPerHour the mean number of pulses in an hour, over a year
 * @param worstLateness the longest time from a due instant, or an opening, to its first pulse while the machine is awake, the OS
 *     scheduler's own lateness not counted; below a minute where due instants are no whole minutes, more only in the
 *     second pass of a daylight-saving overlap, else zero
 */
public record PulsePlan(
        List<CalendarPattern> patterns,
        Optional<ZoneId> zone,
        boolean exact,
        double pulsesPerHour,
        Duration worstLateness) {

    /** Checks for null and copies the patterns. */
    public PulsePlan {
        patterns = List.copyOf(patterns);
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(worstLateness, "worstLateness");
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("a pulse plan without a pattern");
        }
    }

    /**
     * Finds the first pulse strictly after the given instant, as {@link PulsePlanner} takes the OS to fire: a local time
     * inside a daylight-saving gap not at all, one inside an overlap the first time.
     *
     * @param after the instant
     * @param machineZone the zone of the machine's local time; used where the plan names none
     * @return the pulse; empty if there is none before the year 10000
     */
    public Optional<Instant> next(Instant after, ZoneId machineZone) {
        return new WallClock(zone.orElse(machineZone), new PatternTimes(patterns), DstGap.SKIP, DstOverlap.FIRST)
                .next(after);
    }
}
