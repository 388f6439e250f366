package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.CommandResult;
import dev.tickover.systemd.UserManager.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Installs where it cannot work out, or not to the end: each time it is said, and nothing is half done. */
@Tag("packaged")
@Tag("real-systemd")
@Execution(ExecutionMode.CONCURRENT)
class RealBadEnvironmentTest {

    private static final String APP = "com.example.bad";

    private static final String MANIFEST = """
            [app]
            id = "com.example.bad"
            [schedule.beat]
            every = "30m"
            [schedule.morning]
            cron = "0 9 * * MON-FRI"
            [schedule.evening]
            cron = "0 18 * * MON-FRI"
            """;

    @TempDir
    Path temporary;

    private static void assertFailed(CommandResult.Exited result, int code, String said) {
        assertEquals(code, result.code(), result::toString);
        assertTrue(result.err().contains(said), result::toString);
        assertFalse(result.err().contains("\tat "), "no stack trace");
    }

    private static void assertInstallsInTheEnd(UserMachine machine) throws Exception {
        String installed = machine.done("install", "bad.toml");
        assertTrue(installed.contains("3 schedules") || installed.contains("Nothing to do"), installed);
        assertTrue(machine.done("install", "bad.toml").contains("Nothing to do"));
        machine.done("audit", APP);
        machine.done("uninstall", APP, "--purge");
        assertEquals(
                List.of(),
                machine.traces().stream()
                        .filter(trace -> !trace.endsWith(".toml"))
                        .toList());
    }

    @Test
    void aFullDiskUnderTheUnitsUndoesTheInstallation() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ORDINARY, temporary)) {
            machine.write("bad.toml", MANIFEST);
            machine.run(List.of("mkdir", "-p", machine.units().toString()));
            machine.asRoot("mount -t tmpfs -o size=8k,mode=777 none '" + machine.units() + "'");
            CommandResult.Exited failed = machine.tickover("install", "bad.toml");
            assertFailed(failed, 1, "No space left on device");
            assertEquals("", machine.run(List.of("ls", machine.units().toString())), "no unit stays");
            assertFalse(Files.exists(machine.state(APP).resolve("app.conf")), "nor what was compiled");
            machine.asRoot("umount '" + machine.units() + "'");
            assertInstallsInTheEnd(machine);
        }
    }

    @Test
    void aFullDiskUnderTheStateUndoesTheInstallation() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ROOT, temporary)) {
            machine.write("bad.toml", MANIFEST);
            Path state = machine.state(APP).getParent();
            Files.createDirectories(state);
            machine.asRoot("mount -t tmpfs -o size=12k,mode=777 none '" + state + "'");
            CommandResult.Exited failed = machine.tickover("install", "bad.toml");
            assertFailed(failed, 1, "No space left on device");
            assertEquals("", machine.systemctl("list-timers", "--no-legend", "tickover.*"));
            machine.asRoot("umount '" + state + "'");
            assertInstallsInTheEnd(machine);
        }
    }

    @Test
    void aHomeThatIsReadOnlyIsSaidAndLeftAlone() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ORDINARY, temporary)) {
            machine.write("bad.toml", MANIFEST);
            String home = "'" + machine.home() + "'";
            machine.asRoot("mount --bind " + home + " " + home + " && mount -o remount,bind,ro " + home);
            CommandResult.Exited failed = machine.tickover("install", "bad.toml");
            assertFailed(failed, 77, "Read-only file system");
            assertTrue(machine.tickover("list").code() == 0, "reading goes on");
            machine.asRoot("umount " + home);
            assertInstallsInTheEnd(machine);
        }
    }

    @Test
    void aStateFolderOfAnotherUserIsSaidAndLeftAlone() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ORDINARY, temporary)) {
            machine.write("bad.toml", MANIFEST);
            Path state = machine.state(APP);
            machine.asRoot("mkdir -p '" + state + "' && chown -R nobody '" + machine.home() + "/.local' && chown root '"
                    + state + "' && chmod 700 '" + state + "'");
            assertFailed(machine.tickover("install", "bad.toml"), 77, state.toString());
            assertEquals("", machine.systemctl("list-timers", "--no-legend", "tickover.*"));
            assertFailed(machine.tickover("status", APP), 77, state.toString());
        }
    }

    /** Whatever it had done when it was killed: the next installation takes up from there. */
    @Test
    void anInstallationThatIsKilledAnywhereIsFinishedByTheNext() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ORDINARY, temporary)) {
            machine.write("bad.toml", MANIFEST);
            String java = System.getProperty("java.home");
            for (int tenths = 2; tenths <= 14; tenths += 2) {
                String signal = tenths % 4 == 0 ? "KILL" : "TERM";
                machine.run(List.of(
                        "env",
                        "JAVA_HOME=" + java,
                        "TICKOVER_RUNTIME=plain",
                        "timeout",
                        "-s",
                        signal,
                        tenths / 10 + "." + tenths % 10,
                        machine.command(),
                        "install",
                        "bad.toml"));
                if (tenths % 3 == 0) {
                    assertInstallsInTheEnd(machine);
                }
            }
            assertInstallsInTheEnd(machine);
        }
    }

    @Test
    void aReaderThatGoesAwayIsNoMatter() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ORDINARY, temporary)) {
            machine.write("bad.toml", MANIFEST);
            machine.done("install", "bad.toml");
            String piped = machine.run(List.of(
                    "sh",
                    "-c",
                    "JAVA_HOME='" + System.getProperty("java.home") + "' '" + machine.command()
                            + "' plan bad.toml 2>&1 >/dev/null | head -c 400; '" + machine.command()
                            + "' history " + APP + " 2>&1 | head -n 1"));
            assertFalse(piped.contains("Exception"), piped);
        }
    }
}
