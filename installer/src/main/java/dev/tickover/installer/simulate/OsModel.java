package dev.tickover.installer.simulate;

import dev.tickover.backend.Deployment;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.SimulatedMachine;
import dev.tickover.simulation.scheduler.ModelledEntries;
import dev.tickover.simulation.scheduler.SchedulerModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The OS schedulers that can be simulated. Their modules have the models. */
public enum OsModel {
    /** systemd timers. */
    SYSTEMD("systemd"),
    /** launchd agents. */
    LAUNCHD("launchd"),
    /** Tasks of Windows Task Scheduler. */
    WINDOWS_TASK("windows-task");

    private final String target;

    OsModel(String target) {
        this.target = target;
    }

    /** {@return its name on the command line, which is that of its backend} */
    public String target() {
        return target;
    }

    /**
     * Installs an application's enabled schedules, and its sweep.
     *
     * @param app the application
     * @param machine the machine
     * @param seed draws how late it starts and what else its documents leave open
     */
    public void install(App app, SimulatedMachine machine, long seed) {
        List<Schedule> enabled = app.enabledSchedules();
        if (enabled.isEmpty()) {
            return;
        }
        ModelledEntries entries = model().entries(deployment(app, machine), new Random(seed));
        enabled.forEach(
                schedule -> machine.install(schedule, entries.schedules().get(schedule.name())));
        machine.installSweep(entries.sweep(), entries.sweepPeriod());
    }

    private SchedulerModel model() {
        return ServiceLoader.load(SchedulerModel.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(model -> model.name().equals(target))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no model of " + target + " is installed"));
    }

    /** No model reads the folders and the command. */
    private static Deployment deployment(App app, SimulatedMachine machine) {
        Path anywhere = Path.of("").toAbsolutePath();
        Map<String, Duration> offsets =
                app.enabledSchedules().stream().collect(Collectors.toMap(Schedule::name, SimulatedMachine::offset));
        return new Deployment(
                app,
                Scope.USER,
                anywhere,
                List.of("tick"),
                anywhere,
                machine.clocks().zone(),
                offsets);
    }
}
