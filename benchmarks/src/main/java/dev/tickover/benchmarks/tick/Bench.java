package dev.tickover.benchmarks.tick;

import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.runtime.RuntimeKind;
import dev.tickover.installer.runtime.RuntimeRecord;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.installer.runtime.Training;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DueInstants;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Benchmarks of what ticks cost on the machine at hand, printed as tables. They leave nothing behind. */
final class Bench {

    private static final int MOST_TIMER_TICKS = 5;

    private final Platform platform;
    private final Backends backends;
    private final Path javaHome;
    private final BenchRequest request;
    private final Consumer<String> out;
    private Path home;
    private List<String> yardstick;

    /**
     * Prepares the benchmarks.
     *
     * @param platform the machine and the user
     * @param backends the known schedulers
     * @param javaHome the JDK to measure
     * @param request what to measure
     * @param out takes each line
     */
    Bench(Platform platform, Backends backends, Path javaHome, BenchRequest request, Consumer<String> out) {
        this.platform = platform;
        this.backends = backends;
        this.javaHome = javaHome;
        this.request = request;
        this.out = out;
    }

    /**
     * Measures. Cleans up too when a signal ends the JVM meanwhile.
     *
     * @throws IOException if a runtime cannot be made or a tick fails
     * @throws InterruptedException if the thread is interrupted
     */
    void run() throws IOException, InterruptedException {
        try (ProcessEnding ending = new ProcessEnding()) {
            home = Files.createTempDirectory(folder(), "tickover-bench").toRealPath();
            // Where JNA unpacks its library: it would leave a folder in the user's cache.
            System.setProperty("jna.tmpdir", home.toString());
            try {
                measure();
            } catch (IOException | InterruptedException | RuntimeException failed) {
                if (!ending.isAsked()) {
                    throw failed;
                }
            } finally {
                StateFolders.delete(home);
            }
        }
    }

    private Path folder() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        // file-hierarchy(7): what is in /var/tmp is on a disk; what is in /tmp need not be.
        return request.cold() && PageCache.isMemory(temporary) ? Path.of("/var/tmp") : temporary;
    }

    private void measure() throws IOException, InterruptedException {
        out.accept("Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        for (Section section : request.sections()) {
            switch (section) {
                case TICKS -> ticks();
                case SOCKETS -> sockets();
                case GROWTH -> growth();
                case TIMER ->
                    new TimerBench(platform, backends, javaHome, home.resolve("timer"), out)
                            .run(Math.min(request.pairs(), MOST_TIMER_TICKS));
                case DECISIONS -> decisions();
            }
        }
    }

    /** An empty main in a jar of its own, as `java -cp X EmptyMain`. */
    private List<String> yardstick() throws IOException {
        Path classes = home.resolve("empty");
        Path file = classes.resolve(EmptyMain.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        try (InputStream content = EmptyMain.class.getResourceAsStream("EmptyMain.class")) {
            Files.copy(content, file);
        }
        List<String> command = new ArrayList<>(List.of(java()));
        if (Runtime.version().feature() <= 20) {
            command.add("-XX:+UseG1GC");
        }
        command.addAll(List.of("-cp", classes.toString(), EmptyMain.class.getName()));
        return command;
    }

    private String java() {
        return javaHome.resolve("bin").resolve("java").toString();
    }

    private TickRuntime runtime(RuntimeKind kind) {
        return new TickRuntime(
                home.resolve(kind.name()),
                javaHome,
                kind,
                platform.runner(),
                Machine.system(),
                platform.environment().system(),
                line -> {});
    }

    private void ticks() throws IOException, InterruptedException {
        yardstick = yardstick();
        out.accept(request.pairs() + " alternating pairs each; ratios to: " + String.join(" ", yardstick));
        for (RuntimeKind kind : RuntimeKind.values()) {
            TickRuntime runtime = runtime(kind);
            runtime.prepare();
            RuntimeRecord record = runtime.record().orElseThrow();
            out.accept("");
            out.accept(record.text());
            dropPages(runtime);
            out.accept("                    wall    CPU     tick  yardstick   peak memory");
            List<String> run = record.command();
            try (Training training = new Training(
                    platform.runner(),
                    List.of(java(), "-Xshare:auto", "-Xlog:disable", "--version"),
                    platform.machine())) {
                training.notDue(run);
                training.deliver(run);
                training.deliver(run);
                training.command(run);
                row("not due", () -> training.idle(run));
                row("delivered", () -> training.delivered(run));
                row("command mode *", () -> training.commanded(run));
                if (kind == RuntimeKind.IMAGE) {
                    otherLanguages(training);
                    if (request.cold()) {
                        cold(runtime, training);
                    }
                }
            }
        }
        out.accept("  \"in Python\" and \"in C\" do the work of a delivered tick, without its decision");
        out.accept("* the command is an empty JVM itself (java --version): 1.00 of the wall time is its own");
    }

    /** Peak memory is measured as it is after a boot: Linux counts more of pages that were just written. */
    private void dropPages(TickRuntime runtime) {
        try {
            new PageCache(platform.runner()).drop(List.of(runtime.folder()));
        } catch (IOException kept) {
            out.accept("  peak memory is that of a runtime just written: " + kept.getMessage());
        }
    }

    private void otherLanguages(Training training) throws IOException, InterruptedException {
        for (Map.Entry<String, List<String>> language :
                new OtherLanguages(platform, home).commands().entrySet()) {
            List<String> command = new ArrayList<>(language.getValue());
            command.addAll(List.of(training.state().toString(), SocketBench.socketOf(training)));
            row(language.getKey(), () -> command);
        }
    }

    private void cold(TickRuntime runtime, Training training) throws IOException, InterruptedException {
        List<String> run = runtime.record().orElseThrow().command();
        List<Path> used = List.of(runtime.folder(), training.state());
        ColdBench bench = new ColdBench(platform.runner(), javaHome, home.resolve("jdk"), request.pairs());
        out.accept("  nothing of it in the page cache, nor of the yardstick's JDK:");
        out.accept(bench.row("not due, cold", () -> training.idle(run), used, yardstick));
        out.accept(bench.row("delivered, cold", () -> training.delivered(run), used, yardstick));
    }

    private void row(String name, Pairs.Next tick) throws IOException, InterruptedException {
        Pairs result = Pairs.measure(tick, () -> yardstick, request.pairs());
        List<Double> peaks = new ArrayList<>();
        List<Double> yardsticks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            peaks.add((double) Stopwatch.peakKib(tick.command()));
            yardsticks.add((double) Stopwatch.peakKib(yardstick));
        }
        double peak = Pairs.median(peaks);
        out.accept(String.format(
                Locale.ROOT,
                "  %-16s %5.2f  %5.2f  %5.0f ms  %5.0f ms   %4.1f MiB = %4.2f",
                name,
                result.wall(),
                result.cpu(),
                result.wallMs(),
                result.yardstickMs(),
                peak / 1024,
                peak / Pairs.median(yardsticks)));
    }

    private void sockets() throws IOException {
        try (Training training = new Training(platform.runner(), List.of(java(), "--version"), platform.machine())) {
            SocketBench.Result result = SocketBench.measure(training);
            out.accept("");
            out.accept(String.format(
                    Locale.ROOT,
                    "Socket round trip in a warm JVM (plain loop, median): bare echo %.0f us; tick, accepted, done %.0f us",
                    result.echoMicros(),
                    result.tickMicros()));
        }
    }

    private void growth() throws IOException, InterruptedException {
        out.accept("");
        out.accept("Schedules   compile   status    not-due tick, ratio to that of 1 schedule");
        GrowthBench bench = new GrowthBench(platform, home, javaHome);
        TickRuntime runtime = runtime(RuntimeKind.ARCHIVE);
        runtime.prepare();
        List<String> run = runtime.record().orElseThrow().command();
        GrowthBench.Grown one = bench.grow(1);
        for (int count : new int[] {1, 100, 10_000}) {
            GrowthBench.Grown grown = count == 1 ? one : bench.grow(count);
            Pairs result = Pairs.measure(() -> tick(run, grown), () -> tick(run, one), request.pairs());
            out.accept(String.format(
                    Locale.ROOT,
                    "  %6d  %6.0f ms  %5.0f ms   %4.2f wall, %4.2f CPU",
                    count,
                    grown.compileMs(),
                    grown.statusMs(),
                    result.wall(),
                    result.cpu()));
        }
    }

    private static List<String> tick(List<String> run, GrowthBench.Grown grown) {
        List<String> command = new ArrayList<>(run);
        command.addAll(List.of("--dir", grown.folder().path().getPath(), "s" + grown.schedules() / 2));
        return command;
    }

    private void decisions() {
        DueInstants due = DueInstants.of(Cron.of("*/5 8-18 * * MON-FRI"), ZoneId.of("Europe/Paris"), Duration.ZERO);
        int rounds = 20_000;
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        long begun = System.nanoTime();
        for (int i = -rounds; i < rounds; i++) {
            if (i == 0) {
                at = Instant.parse("2026-01-01T00:00:00Z");
                begun = System.nanoTime();
            }
            at = due.next(at).orElseThrow();
        }
        out.accept("");
        out.accept(String.format(
                Locale.ROOT,
                "Next due instant of a cron recurrence (plain loop, warm, zone with daylight saving): %.2f us",
                (System.nanoTime() - begun) / 1e3 / rounds));
    }
}
