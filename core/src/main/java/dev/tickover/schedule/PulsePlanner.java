package dev.tickover.schedule;

import dev.tickover.schedule.PulseSearch.Wanted;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
        return inOwnZone(recurrence, Optional.empty(), machineZone, offset);
    }

    /**
     * Plans as {@link #inOwnZone(Recurrence, ZoneId, Duration)}, with a pulse at each opening of the active hours too:
     * what came due while they were closed is owed from then on.
     *
     * @param schedule the schedule; its recurrence and its active hours count
     * @param machineZone the zone of the machine's local time
     * @param offset by how much each due instant is later than the recurrence says, whole seconds, not negative
     * @return the plan
     * @throws IllegalArgumentException if the offset is negative or has a fraction of a second
     */
    public static PulsePlan inOwnZone(Schedule schedule, ZoneId machineZone, Duration offset) {
        return inOwnZone(schedule.recurrence(), schedule.active(), machineZone, offset);
    }

    private static PulsePlan inOwnZone(
            Recurrence recurrence, Optional<ActiveHours> active, ZoneId machineZone, Duration offset) {
        Wanted due = due(recurrence, machineZone, offset);
        List<Wanted> all = all(due, active, machineZone);
        PulseSource source = due.source();
        Optional<ZoneId> named = recurrence instanceof Cron ? ((Cron) recurrence).zone() : Optional.empty();
        if (source.zone().equals(PulseSource.UTC)) {
            // Counted in elapsed time, it means UTC wherever the machine goes. Local time that is UTC today is left
            // unnamed, so that the OS follows when the machine's zone is set.
            boolean elapsed = recurrence instanceof Every && !((Every) recurrence).dividesDay();
            return new PulseSearch(all, PulseSource.UTC).plan(elapsed ? Optional.of(PulseSource.UTC) : named);
        }
        // That an overlap lets the hours open a second time is no reason to leave the zone: it would cost a pulse more
        // on
        // every day.
        Duration lateness =
                new PulseSearch(List.of(due), source.zone()).plan(named).worstLateness();
        boolean lateInOverlaps = lateness.compareTo(source.lateness()) > 0;
        return source.followsElapsedTime() && lateInOverlaps
                ? new PulseSearch(all, PulseSource.UTC).plan(Optional.of(PulseSource.UTC))
                : new PulseSearch(all, source.zone()).plan(named);
    }

    private static Wanted due(Recurrence recurrence, ZoneId machineZone, Duration offset) {
        return new Wanted(
                PulseSource.of(recurrence, machineZone, offset), DueInstants.of(recurrence, machineZone, offset));
    }

    private static List<Wanted> all(Wanted due, Optional<ActiveHours> active, ZoneId machineZone) {
        List<Wanted> all = new ArrayList<>(List.of(due));
        active.ifPresent(hours -> all.add(openings(hours, machineZone)));
        return all;
    }

    private static Wanted openings(ActiveHours hours, ZoneId machineZone) {
        return new Wanted(PulseSource.ofOpenings(hours, machineZone), hours.openings(machineZone));
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
        return new PulseSearch(List.of(due(recurrence, machineZone, offset)), machineZone).plan(Optional.empty());
    }

    /**
     * Plans as {@link #inMachineZone(Recurrence, ZoneId, Duration)}, with a pulse at each opening of the active hours
     * too: what came due while they were closed is owed from then on.
     *
     * @param schedule the schedule; its recurrence and its active hours count
     * @param machineZone the zone of the machine's local time
     * @param offset by how much each due instant is later than the recurrence says, whole seconds, not negative
     * @return the plan, without a zone
     * @throws IllegalArgumentException if the offset is negative or has a fraction of a second
     */
    public static PulsePlan inMachineZone(Schedule schedule, ZoneId machineZone, Duration offset) {
        Wanted due = due(schedule.recurrence(), machineZone, offset);
        return new PulseSearch(all(due, schedule.active(), machineZone), machineZone).plan(Optional.empty());
    }

    /**
     * Plans for an OS scheduler that knows the machine's local time alone: the openings of active hours, and nothing but.
     *
     * @param hours the hours
     * @param machineZone the zone of the machine's local time
     * @return the plan, without a zone
     */
    public static PulsePlan openingsInMachineZone(ActiveHours hours, ZoneId machineZone) {
        return new PulseSearch(List.of(openings(hours, machineZone)), machineZone).plan(Optional.empty());
    }

    /**
     * Plans for an OS scheduler that is told UTC: the openings of active hours, and nothing but.
     *
     * @param hours the hours
     * @param machineZone the zone whose local time counts
     * @return the plan, in UTC
     */
    public static PulsePlan openingsInUtc(ActiveHours hours, ZoneId machineZone) {
        return new PulseSearch(List.of(openings(hours, machineZone)), PulseSource.UTC)
                .plan(Optional.of(PulseSource.UTC));
    }

    /**
     * Plans for an OS scheduler that is told UTC, as a repetition in elapsed time is: such a clock has no daylight-saving
     * changes, so no pulse is late for one. A recurrence on a clock that has them gets a pulse for each of its offsets.
     *
     * @param recurrence when a tick is due
     * @param machineZone the zone of the machine's local time, which counts for a recurrence that names none
     * @param offset by how much each due instant is later than the recurrence says, whole seconds, not negative
     * @return the plan, in UTC
     */
    public static PulsePlan inUtc(Recurrence recurrence, ZoneId machineZone, Duration offset) {
        return new PulseSearch(List.of(due(recurrence, machineZone, offset)), PulseSource.UTC)
                .plan(Optional.of(PulseSource.UTC));
    }

    /**
     * Finds the nearest intervals that need fewer pulses, below and above the given one, and that are at least as
     * round: of whole minutes, on the same grid of the hour or a coarser one. Up to a day they divide the day; beyond,
     * their own grid is coarser.
     *
     * @param interval the interval, positive whole seconds
     * @return at most one below and one above, in that order; empty if the interval divides a day, since then every
     *     pulse is a due instant
     * @throws IllegalArgumentException if the interval is out of bounds
     */
    public static List<Duration> cheaperIntervals(Duration interval) {
        if (Every.of(interval).dividesDay()) {
            return List.of();
        }
        int grid = PulseSource.gridMinutes(interval);
        long below = interval.toMinutes();
        long above = below + 1;
        // Among 60 neighbours one is a whole hour, and no grid is coarser; a day itself is always cheaper.
        LongStream descending = LongStream.concat(
                LongStream.iterate(below, n -> n > MINUTES_PER_DAY && n > below - 60, n -> n - 1),
                LongStream.iterate(Math.min(below, MINUTES_PER_DAY), n -> n > 1, n -> n - 1));
        LongStream ascending = LongStream.range(above, Math.max(above + 60, MINUTES_PER_DAY + 1));
        return Stream.of(descending, ascending)
                .flatMap(nearestFirst -> nearestFirst
                        .filter(minutes -> isCheaper(minutes, grid))
                        .limit(1)
                        .mapToObj(Duration::ofMinutes))
                .toList();
    }

    private static boolean isCheaper(long minutes, int grid) {
        int itsGrid = PulseSource.gridMinutes(Duration.ofMinutes(minutes));
        return minutes <= MINUTES_PER_DAY ? MINUTES_PER_DAY % minutes == 0 && itsGrid >= grid : itsGrid > grid;
    }
}
