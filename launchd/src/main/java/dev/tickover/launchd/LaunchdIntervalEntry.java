package dev.tickover.launchd;

import dev.tickover.simulation.EntryModel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A model of an agent with {@code StartInterval} and {@code RunAtLoad} (launchd.plist(5)): it starts at the load and
 * then each interval from there on. A firing that falls into sleep is lost, "due to shortcomings in kqueue(3)", and so is
 * one that falls into a run. The timer is relative: neither a step of the clock nor a journey moves it. Whether sleep
 * counts as time of the interval the manual page leaves open.
 */
final class LaunchdIntervalEntry implements EntryModel {

    private final Duration interval;
    private final Duration jitter;
    private final boolean countsSleep;
    private Instant firing = Instant.MAX;
    private Optional<Instant> extra = Optional.empty();
    private Instant asleepSince = Instant.MAX;
    private Instant lastStart = Instant.MIN;
    private boolean running;
    private boolean held;
    private boolean passedWhileHeld;

    /**
     * Makes an entry.
     *
     * @param start the interval
     * @param jitter how late it starts
     * @param countsSleep whether the timer goes on in sleep; else it stands still
     */
    LaunchdIntervalEntry(StartInterval start, Duration jitter, boolean countsSleep) {
        this.interval = start.interval();
        this.jitter = jitter;
        this.countsSleep = countsSleep;
    }

    @Override
    public void loaded(Instant now, ZoneId zone, boolean installed) {
        running = false;
        passedWhileHeld = false;
        asleepSince = Instant.MAX;
        extra = Optional.of(now);
        firing = now.plus(interval).plus(jitter);
    }

    @Override
    public void suspended(Instant now) {
        asleepSince = now;
    }

    @Override
    public void resumed(Instant now) {
        if (!countsSleep && asleepSince.isBefore(now)) {
            firing = firing.plus(Duration.between(asleepSince, now));
        }
        asleepSince = Instant.MAX;
        lose(now);
    }

    /** What has passed is lost; the phase stays that of the load. */
    private void lose(Instant now) {
        while (!firing.isAfter(now)) {
            firing = firing.plus(interval);
        }
    }

    @Override
    public void stepped(Duration by, Instant now) {
        firing = firing.plus(by);
        extra = extra.map(start -> start.plus(by));
        lastStart = lastStart.equals(Instant.MIN) ? lastStart : lastStart.plus(by);
        asleepSince = asleepSince.equals(Instant.MAX) ? asleepSince : asleepSince.plus(by);
    }

    @Override
    public void moved(ZoneId zone, Instant now) {}

    @Override
    public Optional<Instant> next() {
        return Optional.of(extra.filter(start -> start.isBefore(firing)).orElse(firing));
    }

    @Override
    public boolean reached(Instant now) {
        extra = extra.filter(start -> start.isAfter(now));
        lose(now);
        if (held) {
            passedWhileHeld = true;
            return false;
        }
        if (running) {
            return false;
        }
        if (!lastStart.equals(Instant.MIN)
                && lastStart.plus(Translator.THROTTLE).isAfter(now)) {
            extra = Optional.of(lastStart.plus(Translator.THROTTLE));
            return false;
        }
        lastStart = now;
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
            extra = Optional.of(now);
        }
    }

    /** The phase is that of the load: a due instant may wait for a whole interval. */
    @Override
    public Duration lateness() {
        return interval.plus(jitter).plus(Translator.THROTTLE);
    }

    /** It makes up for nothing that it loses; the sweep does, which keeps its calendar. */
    @Override
    public Duration recovery() {
        return Translator.THROTTLE;
    }
}
