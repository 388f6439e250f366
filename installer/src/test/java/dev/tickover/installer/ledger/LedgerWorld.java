package dev.tickover.installer.ledger;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.machine.Clocks;
import dev.tickover.machine.PowerSupply;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import dev.tickover.machine.Scope;
import dev.tickover.policy.Readiness;
import dev.tickover.policy.Step;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.tick.Definition;
import dev.tickover.tick.Delivery;
import dev.tickover.tick.Machine;
import dev.tickover.tick.Pause;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.WakeRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lets real pulses write a real state folder, on a machine whose clocks, boots, sleeps and host a test commands. */
final class LedgerWorld {

    static final Instant START = Instant.parse("2026-03-02T10:01:00Z");
    static final String SCHEDULE = "heartbeat";

    final AppFolder folder;
    private final File power;
    private Instant wall = START;
    private Duration sinceBoot = Duration.ofHours(1);
    private Duration awake = Duration.ofHours(1);
    private int boot = 1;
    private int process = 1;
    private ZoneId zone = ZoneId.of("UTC");
    private boolean dies;
    private boolean hostIsThere = true;
    private Outcome outcome = new Outcome.Done();

    /** Ends a tick client in the middle of its work. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    LedgerWorld(Path path, Schedule schedule) throws IOException {
        folder = new AppFolder(path.toFile());
        folder.create();
        power = new File(folder.path(), "power");
        InstalledApp app = new InstalledApp(
                path.getFileName().toString(),
                Optional.empty(),
                List.of(),
                List.of(),
                Liveness.DEFAULT,
                List.of(SCHEDULE),
                Scope.USER,
                "run",
                "/nowhere",
                START,
                "tickover.toml");
        Files.write(folder.app().toPath(), Compiled.render(app));
        install(schedule);
    }

    /** Installs or upgrades the schedule; whether a pulse comes before the installer has told of it is left open. */
    void install(Schedule schedule) throws IOException {
        Files.write(
                folder.schedule(SCHEDULE).toPath(),
                Compiled.render(new InstalledSchedule(folder.path().getName(), schedule, Duration.ZERO)));
    }

    void tellInstalled() throws IOException {
        Definition.record(folder, SCHEDULE, machine());
    }

    void passes(Duration time) {
        wall = wall.plus(time);
        sinceBoot = sinceBoot.plus(time);
        awake = awake.plus(time);
    }

    void sleeps(Duration time) {
        wall = wall.plus(time);
        sinceBoot = sinceBoot.plus(time);
    }

    void isOff(Duration time) {
        wall = wall.plus(time);
        sinceBoot = Duration.ofSeconds(30);
        awake = Duration.ofSeconds(30);
        boot++;
        process++;
    }

    void clockStepped(Duration by) {
        wall = wall.plus(by);
    }

    void movesTo(ZoneId other) {
        zone = other;
    }

    void runsOnBattery(boolean battery) throws IOException {
        Path mains = Files.createDirectories(power.toPath().resolve("AC"));
        Files.writeString(mains.resolve("type"), "Mains\n");
        Files.writeString(mains.resolve("online"), battery ? "0\n" : "1\n");
    }

    void host(boolean there) {
        hostIsThere = there;
    }

    void ticksEndAs(Outcome next) {
        outcome = next;
    }

    Instant now() {
        return wall;
    }

    Step pulse() throws IOException {
        return new SchedulePulse(folder, SCHEDULE, machine(), delivery()).step();
    }

    /** The tick client dies while the host works. */
    void pulseThatDies() throws IOException {
        dies = true;
        try {
            pulse();
        } catch (Died dead) {
            process++;
        } finally {
            dies = false;
        }
    }

    void wake(String reason) throws IOException {
        WakeRequest.accept(folder, SCHEDULE, reason, machine());
    }

    void pause(Instant until) throws IOException {
        Pause.pause(folder, SCHEDULE, until, machine());
    }

    void resume() throws IOException {
        Pause.resume(folder, SCHEDULE, machine());
    }

    /** Runs something that then turns out never to have reached the state: its writer died after the history. */
    void diesBeforeTheStateIsWritten(Action action) throws IOException {
        Map<Path, byte[]> before = stateFiles();
        action.run();
        for (Path path : stateFiles().keySet()) {
            if (!before.containsKey(path)) {
                Files.delete(path);
            }
        }
        for (Map.Entry<Path, byte[]> entry : before.entrySet()) {
            Files.write(entry.getKey(), entry.getValue());
        }
        process++;
    }

    private Map<Path, byte[]> stateFiles() throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        for (String end : List.of(".state", ".state.former", ".due", ".quiet")) {
            Path path = folder.schedules().toPath().resolve(SCHEDULE + end);
            if (Files.exists(path)) {
                files.put(path, Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** Is something that may be cut short. */
    interface Action {
        void run() throws IOException;
    }

    List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(folder.history().toPath()));
    }

    void lines(List<String> lines) throws IOException {
        Files.write(folder.history().toPath(), lines);
    }

    ScheduleAudit audit() throws IOException {
        return new Auditor(folder).audit(Optional.of(SCHEDULE), wall).get(0);
    }

    Machine machine() {
        return new Machine(new WorldClocks(), new WorldProcesses(), new PowerSupply(power));
    }

    private Delivery delivery() {
        return new Delivery() {
            @Override
            public Readiness readiness() {
                return hostIsThere
                        ? Readiness.READY
                        : Readiness.missing(Reason.Kind.HOST_ABSENT, "no host is attached");
            }

            @Override
            public Outcome deliver(InstalledSchedule schedule, Tick tick, Runnable accepted) {
                if (dies) {
                    throw new Died();
                }
                accepted.run();
                return outcome;
            }
        };
    }

    private final class WorldClocks implements Clocks {
        @Override
        public Instant wall() {
            return wall;
        }

        @Override
        public Duration sinceBoot() {
            return sinceBoot;
        }

        @Override
        public String bootId() {
            return "boot-" + boot;
        }

        @Override
        public long awakeNanos() {
            return awake.toNanos();
        }

        @Override
        public ZoneId zone() {
            return zone;
        }
    }

    private final class WorldProcesses implements Processes {
        @Override
        public ProcessIdentity self() {
            return new ProcessIdentity(process, 1, "boot-" + boot);
        }

        @Override
        public ProcessIdentity find(long pid) {
            return pid == process ? self() : null;
        }
    }
}
