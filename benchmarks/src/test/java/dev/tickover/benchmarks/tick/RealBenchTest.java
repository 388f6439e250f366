package dev.tickover.benchmarks.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.CommandResult;
import dev.tickover.systemd.UserManager;
import dev.tickover.systemd.UserManager.Account;
import dev.tickover.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the section about real timers, to its end and to a Ctrl-C in its middle. */
@Tag("real-systemd")
class RealBenchTest {

    private static final Pattern ROW = Pattern.compile("  (\\D+?) +(-?\\d+) ms +(-?\\d+) ms.*");

    @TempDir
    private Path temporary;

    @Test
    void latencyOfARealTimerIsPrintedInItsPartsAndNothingIsLeft() throws Exception {
        try (UserManager manager = start()) {
            List<String> before = traces(manager);
            List<String> bench = bench();
            bench.addAll(List.of("--pairs", "2"));
            CommandResult.Exited ended = (CommandResult.Exited) manager.run(bench, Map.of(), Duration.ofSeconds(90));
            assertEquals(0, ended.code(), ended::toString);
            assertTrue(ended.out().contains("  2 of 2 ticks measured\n"), ended::toString);
            assertPlausible(ended.out());
            assertNothingIsLeft(manager, before);
        }
    }

    /** Medians of two ticks are the greater one of each part, so the whole is at most their sum. */
    private static void assertPlausible(String out) {
        List<String> parts = new ArrayList<>();
        int sum = 0;
        int whole = -1;
        for (String line : out.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                int median = Integer.parseInt(row.group(2));
                assertTrue(median >= 0 && median <= Integer.parseInt(row.group(3)), line);
                parts.add(row.group(1));
                sum += row.group(1).equals("due to handler") ? 0 : median;
                whole = median;
            }
        }
        assertEquals(
                List.of("due to tick client begun", "begun to in flight", "in flight to handler", "due to handler"),
                parts,
                out);
        assertTrue(whole > 0 && whole <= sum + parts.size(), out);
    }

    @Test
    void interruptedBenchmarkLeavesNothing() throws Exception {
        try (UserManager manager = start()) {
            List<String> before = traces(manager);
            Path output = manager.home().resolve("bench.out");
            // A shell without job control lets what it starts in the background ignore SIGINT.
            List<String> shell = new ArrayList<>(List.of(
                    "sh", "-c", "out=$1; shift; \"$@\" >\"$out\" 2>&1 </dev/null & echo $!", "sh", output.toString()));
            shell.addAll(bench());
            String pid =
                    out(manager.run(shell, Map.of(), Duration.ofSeconds(20))).strip();
            Eventually.holds("the application of the benchmark runs", () -> hasHost(manager));
            assertNotEquals(before, traces(manager));
            assertTrue(manager.run("kill", "-INT", pid).succeeded());
            Eventually.holds(
                    "the benchmark ends", () -> !manager.run("kill", "-0", pid).succeeded());
            assertNothingIsLeft(manager, before);
            String said = Files.readString(output);
            assertFalse(said.contains("measured") || said.contains("xception"), said);
        }
    }

    private UserManager start() throws IOException, InterruptedException {
        Files.createDirectory(folder());
        return UserManager.start(Account.ROOT, Files.createDirectory(temporary.resolve("Zoë & Größe")));
    }

    /** The command, with a folder of its own for temporary files. */
    private List<String> bench() {
        return new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                "TICKOVER_RUNTIME=plain",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // Machines share /tmp but no process ids, so the JVM's files there meet, and it reports that.
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + folder(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BenchCommand.class.getName(),
                "--only",
                "timer"));
    }

    private Path folder() {
        return temporary.resolve("temporary");
    }

    private static boolean hasHost(UserManager manager) {
        return manager.run("pgrep", "-f", BenchHost.class.getName()).succeeded();
    }

    private void assertNothingIsLeft(UserManager manager, List<String> before) throws IOException {
        assertEquals(before, traces(manager));
        assertFalse(hasHost(manager), "the application of the benchmark still runs");
        try (Stream<Path> left = Files.list(folder())) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** Returns every file of the home folder whose path names Tickover, and every unit that is loaded. */
    private static List<String> traces(UserManager manager) throws IOException {
        List<String> traces = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(manager.home())) {
            paths.map(Path::toString)
                    .filter(path -> path.contains("tickover"))
                    .sorted()
                    .forEach(traces::add);
        }
        String units =
                out(manager.run("systemctl", "--user", "list-units", "--all", "--plain", "--no-legend", "tickover.*"));
        units.lines().forEach(traces::add);
        return traces;
    }

    private static String out(CommandResult result) {
        return ((CommandResult.Exited) result).out();
    }
}
