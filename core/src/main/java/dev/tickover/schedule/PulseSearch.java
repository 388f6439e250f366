package dev.tickover.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Searches the pulses on one zone's wall clock that meet what is wanted: the due instants of a recurrence, and the
 * openings of active hours beside them.
 */
final class PulseSearch {

    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    private final List<Wanted> all;
    private final ZoneId pulseZone;
    private final PulseTimes pulses = new PulseTimes();
    private boolean exact = true;

    /**
     * Is a set of instants that are to be met.
     *
     * @param source the local times that hold them
     * @param instants they themselves
     */
    record Wanted(PulseSource source, DueInstants instants) {

        boolean isOwnZone(ZoneId zone) {
            return source.zone().getRules().equals(zone.getRules());
        }
    }

    /** Makes a search; a pulse is exact if it is one of those that are wanted first. */
    PulseSearch(List<Wanted> all, ZoneId pulseZone) {
        this.all = List.copyOf(all);
        this.pulseZone = pulseZone;
    }

    PulsePlan plan(Optional<ZoneId> named) {
        for (Wanted wanted : all) {
            addOrdinaryPulses(wanted);
        }
        for (Wanted wanted : all) {
            for (ZoneOffsetTransition change : changes(wanted)) {
                addPulsesAround(change, wanted);
            }
        }
        Duration worst = Duration.ZERO;
        for (Wanted wanted : all) {
            Duration lateness = worstLateness(wanted);
            worst = lateness.compareTo(worst) > 0 ? lateness : worst;
        }
        return new PulsePlan(pulses.patterns(), named, exact, pulses.perHour(), worst);
    }

    /** Takes the source's times by every difference that the pulse zone's clock comes to have to the source's. */
    private void addOrdinaryPulses(Wanted wanted) {
        PulseSource source = wanted.source();
        long delay = source.delaySeconds();
        NavigableSet<Integer> differences = wanted.isOwnZone(pulseZone)
                ? new TreeSet<>(List.of(0))
                : ZoneChanges.minutesAhead(pulseZone, source.zone(), delay);
        boolean isFirst = wanted == all.get(0);
        exact &= !isFirst || source.exact();
        PulseTimes first = null;
        for (int difference : differences) {
            int minutes = difference + (int) Math.floorDiv(delay + 59, 60L);
            PulseTimes shifted = source.times().shifted(minutes);
            first = first == null ? shifted : first;
            exact &= isFirst
                    ? source.times().shiftsExactly(minutes) && shifted.isSameAs(first)
                    : pulses.containsAll(shifted);
            pulses.addAll(shifted);
        }
    }

    private List<ZoneOffsetTransition> changes(Wanted wanted) {
        List<ZoneOffsetTransition> changes = new ArrayList<>(ZoneChanges.of(pulseZone));
        if (!wanted.isOwnZone(pulseZone)) {
            changes.addAll(ZoneChanges.of(wanted.source().zone()));
        }
        return changes;
    }

    /**
     * Adds a pulse for each wanted instant around a change that has none: one that the end of a gap took over, one that
     * a splay carries across the change, one in the second pass of an overlap (there the best is the end of the overlap).
     * The pulse is given every day of that month, so that it holds in years when the change falls on another day.
     */
    private void addPulsesAround(ZoneOffsetTransition change, Wanted wanted) {
        Instant until = change.getInstant()
                .plusSeconds(wanted.source().delaySeconds())
                .plus(change.getDuration().abs());
        Optional<Instant> next = wanted.instants().next(change.getInstant().minus(ONE_MINUTE));
        while (next.isPresent() && !next.get().isAfter(until)) {
            Instant minute = wholeMinuteAtOrAfter(next.get());
            Instant pulse = ZoneChanges.isSecondPass(pulseZone, minute) ? endOfOverlap(minute) : minute;
            if (!pulses.contains(ZoneChanges.localSecond(pulseZone, pulse))) {
                addPulse(pulse);
            }
            // The pulse serves all that is due up to it, so that this loop turns at most once a minute.
            next = wanted.instants().next(pulse);
        }
    }

    private void addPulse(Instant pulse) {
        long local = ZoneChanges.localSecond(pulseZone, pulse);
        long day = Math.floorDiv(local, (long) GregorianDays.SECONDS_PER_DAY);
        int month = GregorianDays.month(GregorianDays.toDate(day));
        int minuteOfDay = (int) (local - day * GregorianDays.SECONDS_PER_DAY) / 60;
        pulses.add(CalendarDays.everyDayOf(month), minuteOfDay);
        exact = false;
    }

    /** Only in the second pass of an overlap are pulses later than the next whole minute. */
    private Duration worstLateness(Wanted wanted) {
        Duration worst = wanted.source().lateness();
        for (ZoneOffsetTransition change : ZoneChanges.of(pulseZone)) {
            Optional<Instant> next = change.isOverlap()
                    ? wanted.instants().next(change.getInstant().minus(ONE_MINUTE))
                    : Optional.empty();
            if (next.isPresent() && ZoneChanges.isSecondPass(pulseZone, wholeMinuteAtOrAfter(next.get()))) {
                Duration lateness = Duration.between(next.get(), firstPulseFrom(endOfOverlap(change)));
                worst = lateness.compareTo(worst) > 0 ? lateness : worst;
            }
        }
        return worst;
    }

    private Instant firstPulseFrom(Instant instant) {
        return new WallClock(pulseZone, pulses, DstGap.SKIP, DstOverlap.FIRST)
                .next(instant.minusSeconds(1))
                .orElseThrow();
    }

    private Instant endOfOverlap(Instant insideSecondPass) {
        return endOfOverlap(pulseZone.getRules().previousTransition(insideSecondPass.plusSeconds(1)));
    }

    private static Instant endOfOverlap(ZoneOffsetTransition change) {
        return change.getInstant().minus(change.getDuration());
    }

    private static Instant wholeMinuteAtOrAfter(Instant instant) {
        return Instant.ofEpochSecond(-Math.floorDiv(-instant.getEpochSecond(), 60L) * 60);
    }
}
