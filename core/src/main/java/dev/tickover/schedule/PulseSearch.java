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

/** Searches the pulses on one zone's wall clock that meet the due instants of a recurrence. */
final class PulseSearch {

    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    private final PulseSource source;
    private final DueInstants due;
    private final ZoneId pulseZone;
    private final boolean isOwnZone;
    private final PulseTimes pulses = new PulseTimes();
    private boolean exact;

    PulseSearch(PulseSource source, DueInstants due, ZoneId pulseZone) {
        this.source = source;
        this.due = due;
        this.pulseZone = pulseZone;
        this.isOwnZone = source.zone().getRules().equals(pulseZone.getRules());
        this.exact = source.exact();
    }

    PulsePlan plan(Optional<ZoneId> named) {
        addOrdinaryPulses();
        for (ZoneOffsetTransition change : changes()) {
            addPulsesAround(change);
        }
        return new PulsePlan(pulses.patterns(), named, exact, pulses.perHour(), worstLateness());
    }

    /** Takes the source's times by every difference that the pulse zone's clock comes to have to the source's. */
    private void addOrdinaryPulses() {
        long delay = source.delaySeconds();
        NavigableSet<Integer> differences =
                isOwnZone ? new TreeSet<>(List.of(0)) : ZoneChanges.minutesAhead(pulseZone, source.zone(), delay);
        PulseTimes first = null;
        for (int difference : differences) {
            int minutes = difference + (int) Math.floorDiv(delay + 59, 60L);
            PulseTimes shifted = source.times().shifted(minutes);
            first = first == null ? shifted : first;
            exact &= source.times().shiftsExactly(minutes) && shifted.isSameAs(first);
            pulses.addAll(shifted);
        }
    }

    private List<ZoneOffsetTransition> changes() {
        List<ZoneOffsetTransition> changes = new ArrayList<>(ZoneChanges.of(pulseZone));
        if (!isOwnZone) {
            changes.addAll(ZoneChanges.of(source.zone()));
        }
        return changes;
    }

    /**
     * Adds a pulse for each due instant around a change that has none: one that the end of a gap took over, one that a
     * splay carries across the change, one in the second pass of an overlap (there the best is the end of the overlap).
     * The pulse is given every day of that month, so that it holds in years when the change falls on another day.
     */
    private void addPulsesAround(ZoneOffsetTransition change) {
        Instant until = change.getInstant()
                .plusSeconds(source.delaySeconds())
                .plus(change.getDuration().abs());
        Optional<Instant> next = due.next(change.getInstant().minus(ONE_MINUTE));
        while (next.isPresent() && !next.get().isAfter(until)) {
            Instant minute = wholeMinuteAtOrAfter(next.get());
            Instant pulse = ZoneChanges.isSecondPass(pulseZone, minute) ? endOfOverlap(minute) : minute;
            if (!pulses.contains(ZoneChanges.localSecond(pulseZone, pulse))) {
                addPulse(pulse);
            }
            // The pulse serves all that is due up to it, so that this loop turns at most once a minute.
            next = due.next(pulse);
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
    private Duration worstLateness() {
        Duration worst = source.lateness();
        for (ZoneOffsetTransition change : ZoneChanges.of(pulseZone)) {
            Optional<Instant> next =
                    change.isOverlap() ? due.next(change.getInstant().minus(ONE_MINUTE)) : Optional.empty();
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
