package dev.tickover.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Plans when the OS scheduler should pulse for a recurrence. All three systems are taken to do on a day of a
 * daylight-saving change what systemd does ({@code systemd-analyze calendar} shows it): a local time inside a gap does
 * not fire, one inside an overlap fires once, the first time. Wherever that would miss a due instant in the years of
 * {@link ZoneChanges}, a pulse is added or the lateness is told.
 *
 * <p>A plan holds for the zone rules that it was made from: after the machine has moved to another zone, plan anew.
 */
public final class PulsePlanner {

    private static final int MINUTES_PER_DAY = 1440;

    private PulsePlanner() {}

    /**
     * Plans for an OS scheduler that takes a zone with each pattern, as systemd does: the recurrence's own zone, or UTC
     * for what is counted in elapsed time and for what an overlap would make late.
     *
     * @param recurrence when a tick is due
     * @param machineZone the zone of the machine's local time
     * @return the plan
     */
    public static PulsePlan inOwnZone(Recurrence recurrence, ZoneId machineZone) {
        return inOwnZone(recurrence, machineZone, Duration.ZERO);
    }

    /**
     * Plans as {@link #inOwnZone(Recurrence, ZoneId)}, for due instants that a splay makes later.
     *
     * @param recurrence when a tick is due
     * @param machineZone the zone of the machine's local time
     * @param offset by how much each due instant is later than the recurrence says, whole seconds, not negative; see
     *     {@link Splay#offset}
     * @return the plan
     * @throws IllegalArgumentException if the offset is negative or has a fraction of a second
     */
    public static PulsePlan inOwnZone(Recurrence recurrence, ZoneId machineZone, Duration offset) {
        DueInstants due = DueInstants.of(recurrence, machineZone, offset);
        PulseSource source = PulseSource.of(recurrence, machineZone, offset);
        if (source.zone().equals(PulseSource.UTC)) {
            return new PulseSearch(source, due, PulseSource.UTC).plan(Optional.of(PulseSource.UTC));
        }
        Optional<ZoneId> named = recurrence instanceof Cron ? ((Cron) recurrence).zone() : Optional.empty();
        PulsePlan plan = new PulseSearch(source, due, source.zone()).plan(named);
        boolean lateInOverlaps = plan.worstLateness().compareTo(source.lateness()) > 0;
        return source.followsElapsedTime() && lateInOverlaps
                ? new PulseSearch(source, due, PulseSource.UTC).plan(Optional.of(PulseSource.UTC))
                : plan;
    }

    /**
     * Plans for an OS scheduler that knows the machine's local time alone, as launchd and Task Scheduler do. A
     * recurrence in another zone has a pulse for every difference that the two zones come to have.
     *
     * @param recurrence when a tick is due
     * @param machineZone the zone of the machine's local time
     * @return the plan, without a zone
     */
    public static PulsePlan inMachineZone(Recurrence recurrence, ZoneId machineZone) {
        return inMachineZone(recurrence, machineZone, Duration.ZERO);
    }

    /**
     * Plans as {@link #inMachineZone(Recurrence, ZoneId)}, for due instants that a splay makes later.
     *
     * @param recurrence when a tick is due
     * @param machineZone the zone of the machine's local time
     * @param offset by how much each due instant is later than the recurrence says, whole seconds, not negative; see
     *     {@link Splay#offset}
     * @return the plan, without a zone
     * @throws IllegalArgumentException if the offset is negative or has a fraction of a second
     */
    public static PulsePlan inMachineZone(Recurrence recurrence, ZoneId machineZone, Duration offset) {
        DueInstants due = DueInstants.of(recurrence, machineZone, offset);
        PulseSource source = PulseSource.of(recurrence, machineZone, offset);
        return new PulseSearch(source, due, machineZone).plan(Optional.empty());
    }

    /**
     * Plans for an OS scheduler that is told UTC, as a repetition in elapsed time is: such a clock has no daylight-saving
     * changes, so no pulse is late for one. A recurrence on a clock that has them gets a pulse for each of its offsets.
     *
     * @param recurrence when a tick is due
     * @param machineZone the zone of the machine's local time, which counts for a recurrence that names none
     * @return the plan, in UTC
     */
    public static PulsePlan inUtc(Recurrence recurrence, ZoneId machineZone) {
        DueInstants due = DueInstants.of(recurrence, machineZone, Duration.ZERO);
        PulseSource source = PulseSource.of(recurrence, machineZone, Duration.ZERO);
        return new PulseSearch(source, due, PulseSource.UTC).plan(Optional.of(PulseSource.UTC));
    }

    /**
     * Finds the nearest intervals that need fewer pulses: below and above the given one, as round as it is (on the same
     * grid of the hour or a coarser one), of whole minutes. They divide a day, or their own grid is coarser.
     *
     * @param interval the interval, positive
     * @return at most one below and one above, in that order; empty if the interval divides a day, since then every
     *     pulse is a due instant
     */
    public static List<Duration> cheaperIntervals(Duration interval) {
        if (Every.of(interval).dividesDay()) {
            return List.of();
        }
        int grid = PulseSource.gridMinutes(interval);
        long minutes = interval.toMinutes();
        long minutesUp = interval.plusSeconds(59).toMinutes();
        LongPredicate isCheaper = n -> PulseSource.gridMinutes(Duration.ofMinutes(n)) > grid
                || dividesDay(n) && n > 1 && PulseSource.gridMinutes(Duration.ofMinutes(n)) == grid;
        List<Duration> cheaper = new ArrayList<>();
        // Among 60 neighbours one is a whole hour; beyond a day nothing but a coarser grid is cheaper.
        LongStream below = LongStream.iterate(minutes, n -> n > 0 && n >= minutes - 60, n -> n - 1);
        LongStream.concat(below, LongStream.of(MINUTES_PER_DAY).filter(n -> n < minutes))
                .filter(isCheaper)
                .findFirst()
                .ifPresent(n -> cheaper.add(Duration.ofMinutes(n)));
        LongStream.rangeClosed(minutesUp, Math.max(minutes + 60, MINUTES_PER_DAY))
                .filter(isCheaper)
                .findFirst()
                .ifPresent(n -> cheaper.add(Duration.ofMinutes(n)));
        return cheaper;
    }

    private static boolean dividesDay(long minutes) {
        return MINUTES_PER_DAY % minutes == 0;
    }
}
