package dev.tickover.simulation;

import dev.tickover.schedule.PulsePlan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Models an entry with calendar triggers that starts the client on each of a plan's minutes, once at a wake-up for all
 * that were slept through, and once after boot. The models of real schedulers change in it what theirs do otherwise.
 */
public class CalendarEntry implements EntryModel {

    private final Optional<PulsePlan> plan;
    private final Duration planned;
    private final Duration second;
    private final TreeSet<Instant> extra = new TreeSet<>();
    private ZoneId zone;
    private Optional<Instant> calendar = Optional.empty();
    private boolean running;
    private boolean held;
    private boolean passedWhileHeld;

    /**
     * Makes an entry.
     *
     * @param plan when it pulses
     * @param second how long after the full minute
     */
    public CalendarEntry(PulsePlan plan, Duration second) {
        this.plan = Optional.of(plan);
        this.planned = plan.worstLateness();
        this.second = second;
    }

    /**
     * Makes an entry whose firings are found by {@link #firing}.
     *
     * @param planned the longest time from a due instant to the firing that serves it
     * @param second how long after its firings it starts
     */
    protected CalendarEntry(Duration planned, Duration second) {
        this.plan = Optional.empty();
        this.planned = planned;
        this.second = second;
    }

    @Override
    public void loaded(Instant now, ZoneId machineZone, boolean installed) {
        extra.clear();
        running = false;
        passedWhileHeld = false;
        zone = machineZone;
        arm(now);
        afterLoad(installed).ifPresent(wait -> extra.add(now.plus(wait)));
    }

    @Override
    public void resumed(Instant now) {
        boolean slept = calendar.isPresent() && !calendar.get().isAfter(now);
        if (slept) {
            arm(now);
            addStart(now.plus(afterResume()));
        }
    }

    @Override
    public void stepped(Duration by, Instant now) {
        TreeSet<Instant> moved = new TreeSet<>();
        extra.forEach(start -> moved.add(start.plus(by)));
        extra.clear();
        extra.addAll(moved);
        boolean passed = calendar.isPresent() && !calendar.get().isAfter(now);
        arm(now);
        if (passed) {
            addStart(now);
        }
    }

    @Override
    public void moved(ZoneId machineZone, Instant now) {
        zone = machineZone;
        arm(now);
    }

    @Override
    public final Optional<Instant> next() {
        if (extra.isEmpty()) {
            return calendar;
        }
        Instant earliest = extra.first();
        return calendar.isPresent() && calendar.get().isBefore(earliest) ? calendar : Optional.of(earliest);
    }

    @Override
    public final boolean reached(Instant now) {
        boolean onCalendar = calendar.isPresent() && !calendar.get().isAfter(now);
        extra.headSet(now, true).clear();
        if (onCalendar) {
            arm(now);
        }
        if (held) {
            passedWhileHeld = true;
            return false;
        }
        if (running) {
            missedWhileRunning();
            return false;
        }
        Optional<Instant> later = postponed(now);
        if (later.isPresent()) {
            extra.add(later.get());
            return false;
        }
        running = true;
        return true;
    }

    @Override
    public void ended(Instant now) {
        running = false;
    }

    @Override
    public void held(boolean holds, Instant now) {
        held = holds;
        if (!held && passedWhileHeld) {
            passedWhileHeld = false;
            extra.add(now);
        }
    }

    @Override
    public Duration lateness() {
        return planned.plus(second);
    }

    @Override
    public Duration recovery() {
        return afterResume();
    }

    /**
     * Adds a start beside those of the calendar.
     *
     * @param at when
     */
    protected final void addStart(Instant at) {
        extra.add(at);
    }

    /** {@return the zone of the machine's local time} */
    protected final ZoneId zone() {
        return zone;
    }

    /**
     * Sets the next start of the calendar to the first after a time.
     *
     * @param now the time
     */
    protected final void arm(Instant now) {
        calendar = firing(now.minus(second)).map(minute -> minute.plus(second));
    }

    /** {@return the next calendar time that is still to come, or has passed unseen in sleep} */
    protected final Optional<Instant> calendar() {
        return calendar;
    }

    /**
     * Finds the first firing of the calendar after a time.
     *
     * @param after the time
     * @return the firing
     */
    protected Optional<Instant> firing(Instant after) {
        return plan.flatMap(minutes -> minutes.next(after, zone));
    }

    /** Notes that a firing came while the client ran; here it is lost. */
    protected void missedWhileRunning() {}

    /**
     * Tells whether a start must wait.
     *
     * @param now when it would be
     * @return until when; empty to start now
     */
    protected Optional<Instant> postponed(Instant now) {
        return Optional.empty();
    }

    /**
     * Tells how long after a load the client is started, whatever the calendar says.
     *
     * @param installed true for the installation, false for a boot
     * @return the time; empty for no such start
     */
    protected Optional<Duration> afterLoad(boolean installed) {
        return Optional.of(Duration.ZERO);
    }

    /**
     * Tells how long after a wake-up the client is started for what was slept through.
     *
     * @return the time
     */
    protected Duration afterResume() {
        return Duration.ofSeconds(1);
    }
}
