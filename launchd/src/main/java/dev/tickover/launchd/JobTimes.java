package dev.tickover.launchd;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.SweepRhythm;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.schedule.Schedule;
import java.time.Duration;

/**
 * When a job starts. Its property list is rendered from these values, and its model plays them.
 *
 * @param starts the starts that launchd is told, which hold every pulse of a plan
 * @param planned the longest time from a due instant to its pulse, as planned
 */
record JobTimes(Starts starts, Duration planned) {

    /** A calendar, unless the manifest asks for an interval and the schedule has one. */
    static JobTimes of(Schedule schedule, Deployment deployment) {
        return deployment.app().launchd().startInterval() && schedule.recurrence() instanceof Every every
                ? new JobTimes(StartInterval.of(every), every.interval())
                : of(PulsePlanner.inMachineZone(schedule, deployment.zone(), deployment.offset(schedule.name())));
    }

    static JobTimes ofSweep(Deployment deployment) {
        Duration period = SweepRhythm.period(deployment.app());
        return of(PulsePlanner.inMachineZone(Every.of(period), deployment.zone(), sweepOffset(deployment, period)));
    }

    private static JobTimes of(PulsePlan plan) {
        return new JobTimes(CalendarIntervals.of(plan), plan.worstLateness());
    }

    /** launchd knows no seconds: sweeps come some minutes beside the full ones that ticks come on, always the same. */
    private static Duration sweepOffset(Deployment deployment, Duration period) {
        int minutes = (int) Math.min(60, period.toMinutes());
        return minutes < 2
                ? Duration.ZERO
                : Duration.ofMinutes(1 + Math.floorMod(deployment.app().id().hashCode(), minutes - 1));
    }

    /** Returns the longest time from a due instant to its pulse; launchd's own lateness is not counted. */
    Duration lateness(Duration gapInSpring) {
        return planned.compareTo(gapInSpring) > 0 ? planned : gapInSpring;
    }
}
