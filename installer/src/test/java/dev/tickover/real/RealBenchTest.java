package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.CommandResult;
import dev.tickover.systemd.UserManager.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs the bench's part about real timers, to its end and to a Ctrl-C in its middle. */
@Tag("packaged")
@Tag("real-systemd")
@Execution(ExecutionMode.CONCURRENT)
class RealBenchTest {

    private static final Pattern ROW = Pattern.compile("  (\\D+?) +(-?\\d+) ms +(-?\\d+) ms.*");

    @TempDir
    Path temporary;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void latencyOfARealTimerIsToldInItsPartsAndNothingIsLeft() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ROOT, temporary)) {
            List<String> before = machine.traces();
            List<String> bench = bench(machine);
            bench.addAll(List.of("--pairs", "2"));
            CommandResult.Exited ended =
                    (CommandResult.Exited) machine.manager().run(bench, Map.of(), Duration.ofSeconds(90));
            assertEquals(0, ended.code(), ended::toString);
            assertTrue(ended.out().contains("  2 of 2 ticks measured\n"), ended::toString);
            assertPlausible(ended.out());
            assertNothingIsLeft(machine, before);
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
    @Execution(ExecutionMode.CONCURRENT)
    void interruptedBenchLeavesNothing() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ORDINARY, temporary)) {
            List<String> before = machine.traces();
            Path output = machine.write("bench.out", "");
            // A shell without job control lets what it starts in the background ignore SIGINT.
            List<String> shell = new ArrayList<>(List.of(
                    "sh", "-c", "out=$1; shift; \"$@\" >\"$out\" 2>&1 </dev/null & echo $!", "sh", output.toString()));
            shell.addAll(bench(machine));
            String pid = machine.run(shell);
            UserMachine.await("the application of the bench runs", () -> hasHost(machine), () -> read(output));
            assertNotEquals(before, machine.traces());
            machine.run(List.of("kill", "-INT", pid));
            UserMachine.await(
                    "the bench ends",
                    () -> !machine.manager().run("kill", "-0", pid).succeeded(),
                    () -> read(output));
            assertNothingIsLeft(machine, before);
            String said = read(output);
            assertFalse(said.contains("measured") || said.contains("bug") || said.contains("xception"), said);
        }
    }

    /** The command, with a folder of its own for what it keeps for a while. */
    private List<String> bench(UserMachine machine) throws IOException {
        Files.createDirectory(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
        return new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                "JAVA_HOME=" + System.getProperty("java.home"),
                "TICKOVER_RUNTIME=plain",
                "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + folder(),
                machine.command(),
                "bench",
                "--only",
                "timer"));
    }

    private Path folder() {
        return temporary.resolve("temporary");
    }

    private static boolean hasHost(UserMachine machine) {
        return machine.manager().run("pgrep", "-f", "BenchHost").succeeded();
    }

    private void assertNothingIsLeft(UserMachine machine, List<String> before) throws IOException {
        assertEquals(before, machine.traces());
        assertFalse(hasHost(machine), "the application of the bench lives on");
        try (Stream<Path> left = Files.list(folder())) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            return failed.toString();
        }
    }
}
