package dev.tickover.windows;

import dev.tickover.backend.Deployment;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.EntryModel;
import dev.tickover.simulation.scheduler.ModelledEntries;
import dev.tickover.simulation.scheduler.SchedulerModel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The model of the Windows Task Scheduler. */
public final class WindowsTaskModel implements SchedulerModel {

    /** Makes the model, as {@link java.util.ServiceLoader} does. */
    public WindowsTaskModel() {}

    @Override
    public String name() {
        return new WindowsTaskBackend().name();
    }

    @Override
    public ModelledEntries entries(Deployment deployment, Random random) {
        boolean wakeEventsWork = random.nextBoolean();
        Map<String, EntryModel> schedules = new LinkedHashMap<>();
        for (Schedule schedule : deployment.app().enabledSchedules()) {
            TriggerPlan plan = TriggerPlan.of(schedule, deployment.zone(), deployment.offset(schedule.name()));
            Duration jitter = jitter(random);
            schedules.put(
                    schedule.name(),
                    new TaskSchedulerEntry(
                            plan.triggers(), plan.worstLateness(), jitter, wakeEventsWork, random.nextBoolean()));
        }
        List<Trigger> triggers = Translator.sweepTriggers(deployment, "");
        EntryModel sweep = new TaskSchedulerEntry(triggers, Duration.ZERO, jitter(random), wakeEventsWork, false);
        return new ModelledEntries(schedules, sweep, Translator.sweepPeriod(deployment));
    }

    private static Duration jitter(Random random) {
        return Duration.ofMillis(random.nextInt(1000));
    }
}
