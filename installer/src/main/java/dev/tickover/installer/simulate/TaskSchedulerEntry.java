package dev.tickover.installer.simulate;

import dev.tickover.schedule.PulsePlan;
import dev.tickover.simulation.CalendarEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Models a task of Windows Task Scheduler with time triggers, {@code StartWhenAvailable} and {@code IgnoreNew}: a start
 * that is due while the task runs is lost; one missed in sleep or while off is made up for once, ten minutes after the
 * machine is back ("tasksettings-startwhenavailable"); after a reboot Windows may judge a task missed that was not, and
 * run it again. Only the sweep's task has triggers for logon and wake-up. No Windows was at hand to measure.
 */
final class TaskSchedulerEntry extends CalendarEntry {

    private static final Duration WHEN_AVAILABLE = Duration.ofMinutes(10);
    private static final Duration AFTER_LOGON = Duration.ofSeconds(30);
    private static final Duration AFTER_WAKE_EVENT = Duration.ofSeconds(10);
    private static final Duration LATE = Duration.ofMinutes(1);

    private final boolean isSweep;
    private final boolean wakeEventsWork;
    private final boolean runsAgainAfterBoot;

    /**
     * Makes a task.
     *
     * @param plan when it pulses
     * @param second how long after the full minute
     * @param isSweep whether it has the triggers for logon and wake-up
     * @param wakeEventsWork whether this machine logs the events of a wake-up
     * @param runsAgainAfterBoot whether this Windows judges a task missed after each reboot
     */
    TaskSchedulerEntry(
            PulsePlan plan, Duration second, boolean isSweep, boolean wakeEventsWork, boolean runsAgainAfterBoot) {
        super(plan, second);
        this.isSweep = isSweep;
        this.wakeEventsWork = wakeEventsWork;
        this.runsAgainAfterBoot = runsAgainAfterBoot;
    }

    @Override
    public void loaded(Instant now, ZoneId zone, boolean installed) {
        boolean missed = !installed && hasPassed(now);
        super.loaded(now, zone, installed);
        if (missed || !installed && runsAgainAfterBoot) {
            addStart(now.plus(WHEN_AVAILABLE));
        }
    }

    @Override
    protected Optional<Duration> afterLoad(boolean installed) {
        return isSweep && !installed ? Optional.of(AFTER_LOGON) : Optional.empty();
    }

    @Override
    public void resumed(Instant now) {
        if (hasPassed(now)) {
            arm(now);
            addStart(now.plus(WHEN_AVAILABLE));
        }
        if (isSweep && wakeEventsWork) {
            addStart(now.plus(AFTER_WAKE_EVENT));
        }
    }

    private boolean hasPassed(Instant now) {
        return calendar().isPresent() && !calendar().get().isAfter(now);
    }

    @Override
    public Duration lateness() {
        return super.lateness().plus(LATE);
    }

    @Override
    public Duration recovery() {
        return WHEN_AVAILABLE.plus(LATE);
    }
}
