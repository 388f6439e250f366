package dev.tickover.launchd;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.SweepRhythm;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.EntryModel;
import dev.tickover.simulation.scheduler.ModelledEntries;
import dev.tickover.simulation.scheduler.SchedulerModel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** The model of launchd agents. */
public final class LaunchdModel implements SchedulerModel {

    /** Makes the model, as {@link java.util.ServiceLoader} does. */
    public LaunchdModel() {}

    @Override
    public String name() {
        return new LaunchdBackend().name();
    }

    @Override
    public ModelledEntries entries(Deployment deployment, Random random) {
        boolean either = random.nextBoolean();
        Map<String, EntryModel> schedules = new LinkedHashMap<>();
        for (Schedule schedule : deployment.app().enabledSchedules()) {
            schedules.put(schedule.name(), entry(JobTimes.of(schedule, deployment), random, either));
        }
        EntryModel sweep = entry(JobTimes.ofSweep(deployment), random, either);
        return new ModelledEntries(schedules, sweep, SweepRhythm.period(deployment.app()));
    }

    private static EntryModel entry(JobTimes times, Random random, boolean either) {
        Duration jitter = Duration.ofMillis(random.nextInt(1000));
        return times.starts() instanceof StartInterval interval
                ? new LaunchdIntervalEntry(interval, jitter, either)
                : new LaunchdEntry((CalendarIntervals) times.starts(), times.planned(), jitter, either);
    }
}
