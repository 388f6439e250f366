package dev.tickover.systemd;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.SweepRhythm;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.schedule.Schedule;
import java.time.Duration;

/**
 * When a timer elapses. Its unit is rendered from these values, and its model plays them.
 *
 * @param plan the calendar minutes, as far as systemd can be told them
 * @param second the second of these minutes
 * @param start how long after boot or login it elapses too
 */
record TimerTimes(PulsePlan plan, int second, Duration start) {

    private static final Duration AFTER_START = Duration.ofSeconds(30);
    private static final Duration SWEEP_AFTER_START = Duration.ofSeconds(90);

    static TimerTimes of(Schedule schedule, Deployment deployment) {
        PulsePlan plan = PulsePlanner.inOwnZone(schedule, deployment.zone(), deployment.offset(schedule.name()));
        return new TimerTimes(CalendarExpressions.expressible(plan), 0, AFTER_START);
    }

    static TimerTimes ofSweep(Deployment deployment) {
        PulsePlan plan = PulsePlanner.inOwnZone(Every.of(SweepRhythm.period(deployment.app())), deployment.zone());
        return new TimerTimes(plan, SweepRhythm.second(deployment.app()), SWEEP_AFTER_START);
    }
}
