package dev.tickover.benchmarks.tick;

import dev.tickover.backend.Availability;
import dev.tickover.backend.Backend;
import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.runtime.RuntimeKind;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Environment;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import dev.tickover.state.AppFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A benchmark of real timers of systemd: how long ticks take from their due instant to their handler. */
final class TimerBench {

    private static final Duration ATTACHED_WITHIN = Duration.ofSeconds(20);

    private final Platform platform;
    private final Backends backends;
    private final Path javaHome;
    private final Path home;
    private final Consumer<String> out;

    /** Keeps all files of the application but its units in {@code home}. */
    TimerBench(Platform platform, Backends backends, Path javaHome, Path home, Consumer<String> out) {
        this.platform = within(platform, home);
        this.backends = backends;
        this.javaHome = javaHome;
        this.home = home;
        this.out = out;
    }

    private static Platform within(Platform platform, Path home) {
        Environment here = platform.environment();
        Map<String, String> variables = new HashMap<>(here.variables());
        variables.put("TICKOVER_HOME", home.toString());
        return new Platform(
                new Environment(here.system(), variables, here.home(), here.user(), here.administrator()),
                platform.machine(),
                platform.runner());
    }

    void run(int ticks) throws IOException, InterruptedException {
        out.accept("");
        out.accept("From the due instant to the handler, on a timer of systemd:");
        Optional<Backend> backend = backends.named("systemd");
        Availability availability = backend.isPresent()
                ? backend.get().probe(Scope.USER, platform.environment(), platform.runner())
                : new Availability.Unavailable("there is no systemd backend", "");
        if (availability instanceof Availability.Unavailable unavailable) {
            out.accept("  no systemd user manager here: " + unavailable.reason());
            return;
        }
        Path timer = TimerApp.timer(backend.orElseThrow(), platform);
        if (Files.exists(timer)) {
            out.accept("  not measured: another benchmark is running, or one was killed and has left " + timer);
            out.accept("  if one was killed: systemctl --user disable --now tickover." + TimerApp.ID
                    + ".{beat,sweep}.timer; rm -r " + timer.resolveSibling("tickover." + TimerApp.ID + ".") + "*");
            return;
        }
        measure(backend.get(), ticks);
    }

    private void measure(Backend backend, int ticks) throws IOException, InterruptedException {
        Folders folders = new Folders(platform.environment(), Scope.USER);
        AppFolder folder = new AppFolder(folders.state(TimerApp.ID).toFile());
        TickRuntime runtime = runtime(folders.runtimes());
        try (TimerApp app = new TimerApp(platform, backend, runtime, folder, home.resolve("tickover.toml"))) {
            app.install();
            String made = runtime.record().orElseThrow().text();
            out.accept("  every " + TimerApp.SECONDS + " s; " + made);
            try (BenchHostProcess host = new BenchHostProcess(java(), TimerApp.ID, TimerApp.SCHEDULE, home)) {
                report(latencies(app, host, ticks), ticks);
            }
        }
    }

    private TickRuntime runtime(Path runtimes) {
        boolean plain = platform.environment().variable("TICKOVER_RUNTIME").equals(Optional.of("plain"));
        return new TickRuntime(
                runtimes,
                javaHome,
                plain ? RuntimeKind.PLAIN : RuntimeKind.IMAGE,
                platform.runner(),
                platform.machine(),
                platform.environment().system(),
                line -> {});
    }

    private List<String> java() {
        return List.of(
                javaHome.resolve("bin").resolve("java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"));
    }

    private List<Latency> latencies(TimerApp app, BenchHostProcess host, int ticks)
            throws IOException, InterruptedException {
        List<Latency> latencies = new ArrayList<>();
        Optional<String> line = host.line(ATTACHED_WITHIN);
        // What was due before the host was there waited for it, and not for the timer.
        Instant attached = Instant.now();
        // Twice what they take, and an interval: a machine may be busy, and a tick may come from elsewhere.
        Instant end = attached.plusSeconds((2L * ticks + 1) * TimerApp.SECONDS);
        while (line.isPresent() && latencies.size() < ticks) {
            line = host.line(Duration.between(Instant.now(), end));
            Optional<HeardTick> tick =
                    line.flatMap(HeardTick::of).filter(heard -> heard.due().isAfter(attached));
            if (tick.isPresent()) {
                latency(app, tick.get()).ifPresent(latencies::add);
            }
        }
        return latencies;
    }

    /** Empty for a tick that did not come from the timer: a sweep may have been before it, or the host itself. */
    private static Optional<Latency> latency(TimerApp app, HeardTick tick) throws IOException {
        Optional<Instant> begun = app.lastBegun();
        Optional<Instant> inFlight = app.inFlight(tick.id());
        if (begun.isEmpty()
                || inFlight.isEmpty()
                || begun.get().isBefore(tick.due())
                || inFlight.get().isBefore(begun.get().minusMillis(1))) {
            return Optional.empty();
        }
        return Optional.of(Latency.of(tick.due(), begun.get(), inFlight.get(), tick.handled()));
    }

    private void report(List<Latency> latencies, int ticks) {
        out.accept("  " + latencies.size() + " of " + ticks + " ticks measured");
        if (!latencies.isEmpty()) {
            Latency.table(latencies).forEach(out);
        }
    }
}
