package dev.tickover.launchd;

import dev.tickover.schedule.PulsePlan;
import dev.tickover.simulation.CalendarEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.Set;

/**
 * A model of an agent with {@code StartCalendarInterval} and {@code RunAtLoad} (launchd.plist(5)): starts that fall in
 * sleep coalesce to one at the wake-up, two starts are at least ten seconds apart, and all may be held back for hours
 * ({@code pended nondemand spawn}). Dictionaries without an hour are taken to lose the rest of the day on which the
 * clocks go forward, as launchd-842 (OS X 10.9) does; that a time inside the gap then starts an hour later is left out,
 * since it only adds a start.
 */
final class LaunchdEntry extends CalendarEntry {

    private final boolean hasWildcards;
    private final Set<Integer> minutesWithHours;
    private final Duration gapInSpring;
    private final boolean runsAgain;
    private Instant lastStart = Instant.MIN;
    private boolean passedWhileRunning;

    /**
     * Makes an entry.
     *
     * @param intervals when it starts
     * @param planned the longest time from a due instant to its pulse, as planned
     * @param jitter how late it starts
     * @param runsAgain whether a start that falls in a run follows it, as in launchd-842; else it is lost
     */
    LaunchdEntry(CalendarIntervals intervals, Duration planned, Duration jitter, boolean runsAgain) {
        super(
                new PulsePlan(
                        CalendarSummary.patterns(intervals),
                        Optional.empty(),
                        false,
                        intervals.pulsesPerHour(),
                        planned),
                jitter);
        this.hasWildcards = intervals.hasWildcards();
        this.minutesWithHours = intervals.minutesWithHours();
        this.gapInSpring = intervals.longestGapInSpring();
        this.runsAgain = runsAgain;
    }

    @Override
    protected Optional<Instant> firing(Instant after) {
        Optional<Instant> next = super.firing(after);
        while (hasWildcards && next.isPresent() && isLost(next.get(), zone())) {
            next = super.firing(next.get());
        }
        return next;
    }

    private boolean isLost(Instant instant, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().previousTransition(instant.plusSeconds(1));
        if (change == null || !change.isGap()) {
            return false;
        }
        ZonedDateTime local = instant.atZone(zone);
        boolean sameDay = local.toLocalDate().equals(change.getDateTimeBefore().toLocalDate());
        return sameDay && !minutesWithHours.contains(local.getMinute());
    }

    @Override
    protected Optional<Instant> postponed(Instant now) {
        Instant earliest = lastStart.equals(Instant.MIN) ? now : lastStart.plus(Translator.THROTTLE);
        // A clock set back must not hold a start for long: the interval is counted in elapsed time.
        if (earliest.isAfter(now) && !earliest.isAfter(now.plus(Translator.THROTTLE))) {
            return Optional.of(earliest);
        }
        lastStart = now;
        return Optional.empty();
    }

    @Override
    protected void missedWhileRunning() {
        passedWhileRunning = runsAgain;
    }

    @Override
    public void ended(Instant now) {
        super.ended(now);
        if (passedWhileRunning) {
            passedWhileRunning = false;
            addStart(now);
        }
    }

    @Override
    public Duration lateness() {
        Duration lateness = super.lateness();
        return (gapInSpring.compareTo(lateness) > 0 ? gapInSpring : lateness).plus(Translator.THROTTLE);
    }

    @Override
    public Duration recovery() {
        return Translator.THROTTLE.plusSeconds(1).plus(gapInSpring);
    }
}
