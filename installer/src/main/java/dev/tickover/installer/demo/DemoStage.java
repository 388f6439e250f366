package dev.tickover.installer.demo;

import dev.tickover.backend.Availability;
import dev.tickover.backend.Backend;
import dev.tickover.installer.UserException;
import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.InstallRequest;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Environment;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.state.AppFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Sets the demo up in a folder of its own, plays it, and leaves nothing behind, whatever happens. */
public final class DemoStage {

    private final Platform platform;
    private final Backends backends;
    private final Path javaHome;
    private final String classPath;
    private final Consumer<String> out;

    /**
     * Makes a stage.
     *
     * @param platform the machine and the user
     * @param backends the schedulers known
     * @param javaHome the JDK or JRE that runs the sample application and ticks
     * @param classPath where the sample application's classes are
     * @param out is told each line
     */
    public DemoStage(Platform platform, Backends backends, Path javaHome, String classPath, Consumer<String> out) {
        this.platform = platform;
        this.backends = backends;
        this.javaHome = javaHome;
        this.classPath = classPath;
        this.out = out;
    }

    /**
     * Plays the demo.
     *
     * @return the exit code
     * @throws IOException if its folder cannot be made or removed
     * @throws InterruptedException if the thread is interrupted
     */
    public int play() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("tickover-demo").toRealPath();
        Environment environment = withHome(home);
        Platform own = new Platform(environment, platform.machine(), platform.runner());
        Path manifest = home.resolve("tickover.toml");
        App app = DemoManifest.write(manifest);
        Folders folders = new Folders(environment, Scope.USER);
        AppFolder folder = new AppFolder(folders.state(app.id()).toFile());
        InstallRequest request = new InstallRequest(app, Scope.USER, manifest);
        TickRuntime runtime = new TickRuntime(folders.runtimes(), javaHome, platform.machine());
        DemoScheduler scheduler = scheduler(own, runtime, folder, request);
        List<String> hostCommand = List.of(
                javaHome.resolve("bin").resolve("java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                classPath,
                SampleHost.class.getName());
        Demo demo = new Demo(own, scheduler, folder, home, app.id(), hostCommand, out);
        Thread cleaning = new Thread(() -> cleanQuietly(demo), "tickover-demo-clean");
        Runtime.getRuntime().addShutdownHook(cleaning);
        int code = ExitCode.FAILED;
        try {
            demo.play();
            code = ExitCode.DONE;
        } catch (Demo.BrokenPromiseException broken) {
            out.accept("");
            out.accept("A promise was not kept: " + broken.getMessage());
        } finally {
            tellHistory(folder);
            out.accept("");
            out.accept("Uninstalling:");
            for (String step : demo.clean()) {
                out.accept("  " + step);
            }
        }
        Runtime.getRuntime().removeShutdownHook(cleaning);
        out.accept("");
        out.accept(code == ExitCode.DONE ? "Seen on this machine, with " + scheduler.name() + ":" : "Seen until then:");
        for (String line : demo.seen()) {
            out.accept("  ✓ " + line);
        }
        return code;
    }

    private void tellHistory(AppFolder folder) throws IOException {
        out.accept("");
        out.accept("The history, as `tickover history` tells it:");
        new DemoHistory(folder, platform.clocks().zone()).lines().forEach(line -> out.accept("  " + line));
    }

    private void cleanQuietly(Demo demo) {
        try {
            demo.clean();
        } catch (IOException failed) {
            out.accept("tickover: the demo could not be removed: " + failed.getMessage());
        }
    }

    private Environment withHome(Path home) {
        Environment here = platform.environment();
        Map<String, String> variables = new HashMap<>(here.variables());
        variables.put("TICKOVER_HOME", home.toString());
        return new Environment(here.system(), variables, here.home(), here.user(), here.administrator());
    }

    private DemoScheduler scheduler(Platform own, TickRuntime runtime, AppFolder folder, InstallRequest request) {
        Optional<Backend> backend = backends.named("systemd");
        Availability availability = backend.isPresent()
                ? backend.get().probe(Scope.USER, own.environment(), own.runner())
                : new Availability.Unavailable("there is no backend for this system", "");
        if (availability instanceof Availability.Unavailable unavailable) {
            return new ForegroundScheduler(own, runtime, folder, request, unavailable.reason());
        }
        Path units = backend.orElseThrow().documentFolder(Scope.USER, own.environment());
        if (Files.exists(units.resolve("tickover." + DemoManifest.APP + "." + DemoManifest.SCHEDULE + ".timer"))) {
            throw new UserException(
                    ExitCode.FAILED,
                    "another demo is running, or one was killed: its units are in " + units,
                    "wait for it to end, or: systemctl --user disable --now tickover." + DemoManifest.APP
                            + ".{heartbeat,sweep}.timer; rm -r " + units + "/tickover." + DemoManifest.APP + ".*");
        }
        return new SystemdScheduler(own, backend.get(), runtime, folder, request, Demo.SECONDS);
    }
}
