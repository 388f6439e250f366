package dev.tickover.installer.simulate;

import dev.tickover.schedule.App;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.EntryModel;
import dev.tickover.simulation.SimulatedMachine;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Is a model of one OS scheduler. What its documents leave open is drawn from a seed. */
public enum OsModel {
    /** systemd timers. */
    SYSTEMD("systemd"),
    /** launchd agents. */
    LAUNCHD("launchd"),
    /** Tasks of Windows Task Scheduler. */
    WINDOWS_TASK("windows-task");

    private static final Duration SWEEP_AFTER_START = Duration.ofSeconds(90);
    private static final Duration INTERVAL_JITTER = Duration.ofMillis(500);
    private static final Duration AFTER_START = Duration.ofSeconds(30);

    private final String target;

    OsModel(String target) {
        this.target = target;
    }

    /** {@return its name on the command line} */
    public String target() {
        return target;
    }

    /**
     * Installs an application's enabled schedules, and its sweep.
     *
     * @param app the application
     * @param machine the machine
     * @param seed draws how late it starts and what else is open
     */
    public void install(App app, SimulatedMachine machine, long seed) {
        Random random = new Random(seed);
        ZoneId zone = machine.clocks().zone();
        List<Schedule> enabled =
                app.schedules().stream().filter(Schedule::enabled).toList();
        boolean variant = random.nextBoolean();
        for (Schedule schedule : enabled) {
            EntryModel calendar = entry(schedule, zone, random, variant);
            machine.install(schedule, interval(app, schedule, variant).orElse(calendar));
        }
        if (!enabled.isEmpty()) {
            Duration period = sweepPeriod(app.liveness().sweep());
            machine.installSweep(sweep(app, period, zone, random, variant), period);
        }
    }

    /** Only launchd heeds what the manifest asks of it, and only a schedule that has an interval has such an entry. */
    private Optional<EntryModel> interval(App app, Schedule schedule, boolean variant) {
        return this == LAUNCHD && app.launchd().startInterval() && schedule.recurrence() instanceof Every every
                ? Optional.of(new LaunchdIntervalEntry(every.interval(), INTERVAL_JITTER, variant))
                : Optional.empty();
    }

    private EntryModel entry(Schedule schedule, ZoneId zone, Random random, boolean variant) {
        Duration jitter = Duration.ofMillis(random.nextInt(1000));
        PulsePlan plan = this == SYSTEMD
                ? PulsePlanner.inOwnZone(schedule, zone, SimulatedMachine.offset(schedule))
                : PulsePlanner.inMachineZone(schedule, zone, SimulatedMachine.offset(schedule));
        return switch (this) {
            case SYSTEMD -> new SystemdEntry(plan, Duration.ZERO, AFTER_START, jitter);
            case LAUNCHD -> new LaunchdEntry(plan, jitter, variant);
            case WINDOWS_TASK -> new TaskSchedulerEntry(plan, jitter, false, variant, random.nextBoolean());
        };
    }

    private EntryModel sweep(App app, Duration period, ZoneId zone, Random random, boolean variant) {
        Duration jitter = Duration.ofMillis(random.nextInt(1000));
        Duration second = Duration.ofSeconds(20 + Math.floorMod(app.id().hashCode(), 30));
        Every every = Every.of(period);
        return switch (this) {
            case SYSTEMD -> new SystemdEntry(PulsePlanner.inOwnZone(every, zone), second, SWEEP_AFTER_START, jitter);
            case LAUNCHD ->
                new LaunchdEntry(PulsePlanner.inMachineZone(every, zone, beside(app, period)), jitter, variant);
            case WINDOWS_TASK ->
                new TaskSchedulerEntry(
                        PulsePlanner.inMachineZone(every, zone), second.plus(jitter), true, variant, false);
        };
    }

    /** launchd knows no seconds: sweeps come some minutes beside the full ones. */
    private static Duration beside(App app, Duration period) {
        int minutes = (int) Math.min(60, period.toMinutes());
        return minutes < 2
                ? Duration.ZERO
                : Duration.ofMinutes(1 + Math.floorMod(app.id().hashCode(), minutes - 1));
    }

    private static Duration sweepPeriod(Duration wanted) {
        return wanted.toHours() > 0
                ? Duration.ofHours(largestDivisor(24, wanted.toHours()))
                : Duration.ofMinutes(largestDivisor(60, wanted.toMinutes()));
    }

    private static long largestDivisor(long whole, long atMost) {
        long divisor = Math.max(1, Math.min(whole, atMost));
        while (whole % divisor != 0) {
            divisor--;
        }
        return divisor;
    }
}
