package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.CommandResult;
import dev.tickover.systemd.UserManager.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Plays the demo as a new user would, to its end and to a Ctrl-C in its middle. */
@Tag("packaged")
@Tag("real-systemd")
@Execution(ExecutionMode.CONCURRENT)
class RealDemoTest {

    @TempDir
    Path temporary;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void demoKeepsItsPromisesOnARealSchedulerAndLeavesNothing() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ROOT, temporary)) {
            List<String> before = machine.traces();
            CommandResult result = machine.manager()
                    .run(List.of(machine.command(), "demo"), environment(machine), Duration.ofMinutes(3));
            CommandResult.Exited ended = (CommandResult.Exited) result;
            assertEquals(0, ended.code(), ended::toString);
            assertTrue(
                    ended.out().contains("Seen on this machine, with systemd, the user manager of root"), ended::out);
            assertEquals(5, ended.out().split("✓", -1).length - 1, ended::out);
            assertFalse(ended.out().contains("\u001b"), "not a terminal, but coloured");
            assertNothingIsLeft(machine, before);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void interruptedDemoLeavesNothing() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ORDINARY, temporary)) {
            List<String> before = machine.traces();
            Path output = machine.write("demo.out", "");
            List<String> shell = new ArrayList<>(List.of(
                    "env",
                    "JAVA_HOME=" + System.getProperty("java.home"),
                    "TMPDIR=" + machine.home(),
                    "sh",
                    "-c",
                    // A shell without job control lets what it starts in the background ignore SIGINT.
                    "env --default-signal=INT \"$1\" demo >\"$2\" 2>&1 </dev/null & echo $!",
                    "sh",
                    machine.command(),
                    output.toString()));
            String pid = machine.run(shell);
            UserMachine.await(
                    "the demo is in its middle", () -> Files.readString(output).contains("... "), () -> read(output));
            assertNotEquals(before, machine.traces());
            machine.run(List.of("kill", "-INT", pid));
            UserMachine.await(
                    "the demo ends",
                    () -> !machine.manager().run("kill", "-0", pid).succeeded());
            assertNothingIsLeft(machine, before);
            assertFalse(read(output).contains("Seen on this machine"), "it was not interrupted, but ended by itself");
            assertFalse(read(output).contains("bug") || read(output).contains("Exception"), () -> read(output));
        }
    }

    private static Map<String, String> environment(UserMachine machine) {
        return Map.of("JAVA_HOME", System.getProperty("java.home"), "TICKOVER_RUNTIME", "plain");
    }

    private static void assertNothingIsLeft(UserMachine machine, List<String> before) throws Exception {
        assertEquals(before, machine.traces());
        assertFalse(machine.manager().run("pgrep", "-f", "SampleHost").succeeded(), "the sample application lives on");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException failed) {
            return failed.toString();
        }
    }
}
