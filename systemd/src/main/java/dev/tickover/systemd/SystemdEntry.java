package dev.tickover.systemd;

import dev.tickover.simulation.CalendarEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A model of a timer with {@code OnCalendar=}, {@code Persistent=}, {@code OnStartupSec=}, {@code OnClockChange=},
 * {@code OnTimezoneChange=} and {@code AccuracySec=1s} (systemd.timer(5)). Measured with systemd 252 on a guest that
 * really slept: one start 0.5 to 2 s after the resume, whatever was slept through; one 20 s after a boot if an instant
 * passed while off, and one more for {@code OnStartupSec=}. A calendar instant that passes while the service runs makes
 * it run once more at its end ({@code timer_enter_waiting} in timer.c).
 */
final class SystemdEntry extends CalendarEntry {

    /** Measured: from the boot until the lingering user's manager is up. */
    private static final Duration MANAGER_UP = Duration.ofSeconds(20);

    private final TimerTimes times;
    private boolean passedWhileRunning;

    /**
     * Makes a timer.
     *
     * @param times when it elapses
     * @param jitter how late it starts, within the accuracy
     */
    SystemdEntry(TimerTimes times, Duration jitter) {
        super(times.plan(), Duration.ofSeconds(times.second()).plus(jitter));
        this.times = times;
    }

    @Override
    public void loaded(Instant now, ZoneId zone, boolean installed) {
        Instant up = installed ? now : now.plus(MANAGER_UP);
        boolean passed =
                !installed && calendar().isPresent() && calendar().get().isBefore(up);
        super.loaded(now, zone, installed);
        passedWhileRunning = false;
        arm(up);
        if (passed) {
            addStart(up);
        }
    }

    /** An {@code OnStartupSec=} that is past when the timer is activated elapses at once. */
    @Override
    protected Optional<Duration> afterLoad(boolean installed) {
        return Optional.of(installed ? Duration.ZERO : MANAGER_UP.plus(times.start()));
    }

    @Override
    public void resumed(Instant now) {
        arm(now);
        // OnClockChange= elapses on every resume, since sleep moves the wall clock against the monotonic one.
        addStart(now.plus(Translator.AFTER_RESUME));
    }

    @Override
    public void stepped(Duration by, Instant now) {
        super.stepped(by, now);
        addStart(now);
    }

    @Override
    public void moved(ZoneId zone, Instant now) {
        super.moved(zone, now);
        addStart(now);
    }

    @Override
    protected void missedWhileRunning() {
        passedWhileRunning = true;
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
        return super.lateness().plus(TimerUnit.ACCURACY);
    }

    @Override
    public Duration recovery() {
        return MANAGER_UP.plus(times.start()).plus(TimerUnit.ACCURACY);
    }
}
