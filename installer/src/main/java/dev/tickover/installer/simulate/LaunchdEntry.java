package dev.tickover.installer.simulate;

import dev.tickover.schedule.CalendarPattern;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.simulation.CalendarEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Models a launchd agent with {@code StartCalendarInterval} and {@code RunAtLoad} (launchd.plist(5)): starts that fall in
 * sleep coalesce to one at the wake-up, two starts are at least ten seconds apart, and all may be held back for hours
 * ({@code pended nondemand spawn}). Dictionaries without an hour are taken to lose the rest of the day on which the
 * clocks go forward, as launchd-842 (OS X 10.9) does; that a time inside the gap then starts an hour later is left out,
 * since it only adds a start.
 */
final class LaunchdEntry extends CalendarEntry {

    /** ThrottleInterval: "jobs will not be spawned more than once every 10 seconds". */
    private static final Duration THROTTLE = Duration.ofSeconds(10);

    /** As many dictionaries as are given; beyond that, minutes are given for every hour. */
    private static final int MOST = 288;

    private final boolean runsAgain;
    private final boolean hasWildcards;
    private final Set<Integer> explicitMinutes = new HashSet<>();
    private Duration gapInSpring = Duration.ZERO;
    private Instant lastStart = Instant.MIN;
    private boolean passedWhileRunning;

    /**
     * Makes an entry.
     *
     * @param plan when it pulses
     * @param jitter how late it starts
     * @param runsAgain whether a start that falls in a run follows it, as in launchd-842; else it is lost
     */
    LaunchdEntry(PulsePlan plan, Duration jitter, boolean runsAgain) {
        super(plan, jitter);
        this.runsAgain = runsAgain;
        this.hasWildcards = plan.patterns().stream()
                        .mapToInt(pattern ->
                                pattern.hours().size() * pattern.minutes().size())
                        .sum()
                > MOST;
        if (hasWildcards) {
            chooseExplicitMinutes(plan);
        }
    }

    /** As many minutes as there is room for are given with each hour: they are left on the day of the change. */
    private void chooseExplicitMinutes(PulsePlan plan) {
        TreeSet<Integer> minutes = new TreeSet<>();
        plan.patterns().stream().map(CalendarPattern::minutes).forEach(minutes::addAll);
        List<Integer> all = List.copyOf(minutes);
        int count = Math.min(all.size(), (MOST - all.size()) / 23);
        for (int i = 0; i < count; i++) {
            explicitMinutes.add(all.get(i * all.size() / count));
        }
        gapInSpring = Duration.ofMinutes(60 / count + 1);
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
        return sameDay && !explicitMinutes.contains(local.getMinute());
    }

    @Override
    protected Optional<Instant> postponed(Instant now) {
        Instant earliest = lastStart.equals(Instant.MIN) ? now : lastStart.plus(THROTTLE);
        // A clock set back must not hold a start for long: the interval is counted in elapsed time.
        if (earliest.isAfter(now) && !earliest.isAfter(now.plus(THROTTLE))) {
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
        return (gapInSpring.compareTo(lateness) > 0 ? gapInSpring : lateness).plus(THROTTLE);
    }

    @Override
    public Duration recovery() {
        return THROTTLE.plusSeconds(1).plus(gapInSpring);
    }
}
