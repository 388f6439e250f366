package dev.tickover.installer.doctor;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Document;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Translation;
import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.runtime.RuntimeRecord;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Clocks;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.PowerSupply;
import dev.tickover.machine.Processes;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes machines of any system, and applications on them, for checks to look at: with the real backends. */
final class DoctorFixture {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    final Path home;
    OperatingSystem system = OperatingSystem.LINUX;
    CommandRunner runner = command -> new CommandResult.Exited(0, "", "");
    FileFacts files = FileFacts.SYSTEM;
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Duration up = Duration.ofDays(3);
    Path javaHome;
    Path runtime;
    Optional<String> logs = Optional.empty();
    final Map<String, String> variables = new HashMap<>();
    Recurrence recurrence = new Every(Duration.ofMinutes(30), Optional.empty());

    DoctorFixture(Path home) {
        this.home = home;
        this.javaHome = home.resolve("jdk & <co> 50%");
        this.runtime = home.resolve("runtime");
    }

    /** Makes the runtime that entries call, with the Java that runs the tests. */
    void prepareRuntime() throws IOException {
        javaHome = Path.of(System.getProperty("java.home"));
        TickRuntime runtimes = new TickRuntime(home.resolve("runtimes"), javaHome, given());
        runtimes.prepare();
        runtime = runtimes.folder();
        javaHome = Path.of(RuntimeRecord.read(runtime).orElseThrow().command().get(0))
                .getParent()
                .getParent();
    }

    Environment environment() {
        Map<String, String> all = new HashMap<>(Map.of(
                "LOCALAPPDATA", home.resolve("local").toString(),
                "ProgramData", home.resolve("all").toString(),
                "XDG_RUNTIME_DIR", home.toString()));
        all.putAll(variables);
        return new Environment(
                system,
                all,
                Optional.of(home),
                "me",
                false,
                system == OperatingSystem.WINDOWS ? Optional.empty() : Optional.of(501L));
    }

    private Machine given() {
        return new Machine(new FixedClocks(zone, up), Processes.system(), PowerSupply.UNKNOWN);
    }

    ExaminedMachine machine(AppFolder... apps) {
        return new ExaminedMachine(
                new Platform(environment(), given(), command -> runner.run(command)),
                Backends.find(),
                scope -> new TickRuntime(home.resolve("runtimes"), javaHome, given()),
                Processes.system(),
                files,
                List.of(apps));
    }

    AppFolder folder() {
        return new AppFolder(home.resolve("state/alma").toFile());
    }

    String backend() {
        return switch (system) {
            case MACOS -> "launchd";
            case WINDOWS -> "windows-task";
            default -> "systemd";
        };
    }

    /** An application whose entries are what they were when the machine had that zone and that Java. */
    ExaminedApp examined(ZoneId formerZone, Path formerJava) {
        ExaminedMachine machine = machine(folder());
        Backend scheduler = machine.backends().named(backend()).orElseThrow();
        scheduler.inspect(
                new AppAddress("alma", Scope.USER),
                environment(),
                machine.platform().runner());
        ExaminedApp empty = examined(machine, scheduler, Optional.empty());
        Map<String, Found> found = new HashMap<>();
        for (Translation.Entry entry : empty.translation(Optional.of(formerJava.resolve("bin/java")), formerZone)
                .entries()) {
            Map<Path, String> files =
                    entry.documents().stream().collect(Collectors.toMap(Document::path, Document::content));
            found.put(entry.name(), new Found(files, true, true, Optional.empty(), List.of()));
        }
        return examined(machine, scheduler, Optional.of(new Inventory(found)));
    }

    /** Writes what an installation compiles, and pulses of a minute ago. */
    void compile(ExaminedApp examined) throws IOException {
        String pulse = "{\"at\":\"" + NOW.minusSeconds(60) + "\"}\n";
        Files.write(folder().app().toPath(), Compiled.render(examined.app()));
        for (InstalledSchedule installed : examined.schedules()) {
            String name = installed.schedule().name();
            Files.write(folder().schedule(name).toPath(), Compiled.render(installed));
            Files.writeString(folder().pulse(name).toPath(), pulse);
        }
        Files.writeString(folder().pulse(Schedule.SWEEP).toPath(), pulse);
    }

    ExaminedApp examined() {
        return examined(zone, javaHome);
    }

    ExaminedApp with(ExaminedApp examined, Inventory inventory) {
        return examined(examined.machine(), examined.backend().orElseThrow(), Optional.of(inventory));
    }

    private ExaminedApp examined(ExaminedMachine machine, Backend scheduler, Optional<Inventory> inventory) {
        Schedule schedule = Schedule.of("beat", recurrence).build();
        InstalledApp app = new InstalledApp(
                "alma",
                Optional.empty(),
                List.of(),
                List.of(),
                Liveness.DEFAULT,
                List.of("beat"),
                Scope.USER,
                backend(),
                runtime.toString(),
                NOW.minus(Duration.ofDays(9)),
                "/manifest",
                Map.of(),
                LaunchdOptions.NONE,
                logs);
        return new ExaminedApp(
                machine,
                folder(),
                app,
                List.of(new InstalledSchedule("alma", schedule, Duration.ZERO)),
                Optional.of(scheduler),
                inventory);
    }

    private record FixedClocks(ZoneId zone, Duration sinceBoot) implements Clocks {
        @Override
        public Instant wall() {
            return NOW;
        }

        @Override
        public String bootId() {
            return "boot";
        }

        @Override
        public long awakeNanos() {
            return 0;
        }
    }
}
