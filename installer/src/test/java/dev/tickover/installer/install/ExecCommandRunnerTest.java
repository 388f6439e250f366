package dev.tickover.installer.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ExecCommandRunnerTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    @Test
    void bothStreamsAndTheExitCodeAreTold() {
        CommandResult result = run("echo out; echo 'Grüße' >&2; exit 7");
        assertEquals(new CommandResult.Exited(7, "out\n", "Grüße\n"), result);
    }

    @Test
    void argumentsArriveUnchanged() {
        List<String> arguments = List.of("", " ", "a  b", "'", "\"", "$HOME", "${x}", "\\", "*", "ä", "line\nfeed");
        List<String> command = new java.util.ArrayList<>(List.of("sh", "-c", "printf '%s\\0' \"$@\"", "sh"));
        command.addAll(arguments);
        CommandResult result = new ExecCommandRunner().run(Command.of(command));
        assertEquals(
                arguments,
                List.of(((CommandResult.Exited) result)
                        .out()
                        .replaceFirst("\0$", "")
                        .split("\0", -1)));
    }

    @Test
    void variablesAreAddedToOurs() {
        Command command = new Command(List.of("sh", "-c", "echo $GREETING $PATH"), Map.of("GREETING", "hello"), SOON);
        assertEquals(
                new CommandResult.Exited(0, "hello " + System.getenv("PATH") + "\n", ""),
                new ExecCommandRunner().run(command));
    }

    @Test
    void standardInputIsEmpty() {
        assertEquals(new CommandResult.Exited(0, "", ""), run("cat"));
    }

    @Test
    void programThatIsMissingCannotStart() {
        CommandResult result = new ExecCommandRunner().run(Command.of("/no/such/program"));
        CommandResult.CannotStart cannot = assertInstanceOf(CommandResult.CannotStart.class, result);
        assertTrue(cannot.reason().contains("/no/such/program"), cannot::reason);
    }

    @Test
    void muchOutputOnBothStreamsDoesNotBlock() {
        assertTimeoutPreemptively(SOON, () -> {
            CommandResult.Exited result = (CommandResult.Exited)
                    run("head -c 1048576 /dev/zero | tr '\\0' e >&2; head -c 1048576 /dev/zero | tr '\\0' o");
            assertEquals("o".repeat(1 << 20), result.out());
            assertEquals("e".repeat(1 << 20), result.err());
        });
    }

    @Test
    void commandThatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
        Path pids = temporary.resolve("pids");
        String script = "echo $$ >'" + pids + "'; echo begun; sleep 1000 & echo $! >>'" + pids + "'; wait";
        CommandResult result = assertTimeoutPreemptively(
                SOON,
                () -> new ExecCommandRunner()
                        .run(new Command(List.of("sh", "-c", script), Map.of(), Duration.ofSeconds(1))));
        assertEquals(new CommandResult.TimedOut("begun\n", ""), result);
        for (String pid : Files.readAllLines(pids)) {
            assertFalse(lives(pid), "process " + pid + " lives on");
        }
    }

    /** Something like a daemon that a command leaves behind keeps its streams open; nobody waits for it. */
    @Test
    void commandIsOverWhenItEndsWhateverItLeavesBehind() throws Exception {
        Path pid = temporary.resolve("pid");
        CommandResult result =
                assertTimeoutPreemptively(SOON, () -> run("sleep 1000 & echo $! >'" + pid + "'; echo done"));
        assertEquals(new CommandResult.Exited(0, "done\n", ""), result);
        run("kill $(cat '" + pid + "')");
    }

    private static boolean lives(String pid) {
        return ((CommandResult.Exited) run("kill -0 " + pid)).code() == 0
                && !((CommandResult.Exited) run("cat /proc/" + pid + "/stat"))
                        .out()
                        .contains(") Z ");
    }

    private static CommandResult run(String script) {
        return new ExecCommandRunner().run(new Command(List.of("sh", "-c", script), Map.of(), SOON));
    }
}
