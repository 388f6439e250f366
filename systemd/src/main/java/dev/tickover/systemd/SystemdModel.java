package dev.tickover.systemd;

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

/** The model of systemd timers. */
public final class SystemdModel implements SchedulerModel {

    /** Makes the model, as {@link java.util.ServiceLoader} does. */
    public SystemdModel() {}

    @Override
    public String name() {
        return new SystemdBackend().name();
    }

    @Override
    public ModelledEntries entries(Deployment deployment, Random random) {
        // The other models first draw what their scheduler leaves open: a seed means the same lateness on each system.
        random.nextBoolean();
        Map<String, EntryModel> schedules = new LinkedHashMap<>();
        for (Schedule schedule : deployment.app().enabledSchedules()) {
            schedules.put(schedule.name(), new SystemdEntry(TimerTimes.of(schedule, deployment), jitter(random)));
        }
        EntryModel sweep = new SystemdEntry(TimerTimes.ofSweep(deployment), jitter(random));
        return new ModelledEntries(schedules, sweep, SweepRhythm.period(deployment.app()));
    }

    private static Duration jitter(Random random) {
        return Duration.ofMillis(random.nextInt(1000));
    }
}
