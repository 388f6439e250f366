package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.tickover.machine.CommandResult;
import dev.tickover.systemd.UserManager.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("packaged")
@Tag("real-systemd")
@Execution(ExecutionMode.CONCURRENT)
class RealLifecycleTest {

    private static final String TWO = """
            [app]
            id = "com.example.two"
            [schedule.beat]
            every = "30m"
            [schedule.old]
            cron = "0 9 * * MON-FRI"
            """;

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource(Account.class)
    void starterManifestIsInstalledListedAndRemovedWithoutATrace(Account account) throws Exception {
        try (UserMachine machine = UserMachine.start(account, temporary)) {
            List<String> before = machine.traces();
            machine.done("init", "my app");
            Path manifest = machine.home().resolve("my app/tickover.toml");
            assertTrue(Files.exists(manifest));
            assertTrue(machine.done("plan", "my app").contains("tickover.my-app.heartbeat.timer"));
            String installed = machine.done("install", "my app");
            assertTrue(installed.contains("Installed my-app: 1 schedule, verified in force."), installed);
            String timers = machine.systemctl("list-timers", "--no-legend");
            assertTrue(
                    timers.contains("tickover.my-app.heartbeat.timer")
                            && timers.contains("tickover.my-app.sweep.timer"),
                    timers);
            JsonElement listed = JsonParser.parseString(machine.done("list", "--json"));
            assertEquals(
                    "my-app",
                    listed.getAsJsonArray().get(0).getAsJsonObject().get("app").getAsString());
            assertEquals("in force", entry(machine, "my-app", "heartbeat"));
            assertEquals("drwx------", permissions(machine.state("my-app")));
            assertEquals("-rw-------", permissions(machine.state("my-app").resolve("app.conf")));
            assertPulseHasBeenThere(machine);

            assertNothingToDo(machine, "my app");

            assertTrue(machine.done("uninstall", "my-app").contains("Its state and history stay in"));
            assertEquals(
                    List.of(),
                    traces(machine, before, path -> !path.contains("state/tickover") && !path.startsWith("my app")));
            CommandResult.Exited again = machine.tickover("uninstall", "my-app");
            assertEquals(1, again.code(), again::toString);
            assertTrue(again.err().contains("not installed"), again::err);
            machine.done("uninstall", "my-app", "--purge");
            assertEquals(List.of(), traces(machine, before, path -> !path.startsWith("my app")));
        }
    }

    private static void assertNothingToDo(UserMachine machine, String manifest) throws IOException {
        Object units = UserMachine.contents(machine.units());
        List<String> times = times(machine.units());
        String second = machine.done("install", manifest);
        assertTrue(second.startsWith("Nothing to do:"), second);
        assertEquals(units, UserMachine.contents(machine.units()));
        assertEquals(times, times(machine.units()), "files were written again");
    }

    /** The first pulse is given at once; without a host it is held. */
    private static void assertPulseHasBeenThere(UserMachine machine) throws Exception {
        UserMachine.await(
                "the first tick is held",
                () -> machine.done("history", "my-app", "heartbeat").contains("held until one attaches"));
    }

    @Test
    void changedManifestUpgradesInPlaceAndRestartsOnlyWhatItTouches() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ORDINARY, temporary)) {
            Path manifest = machine.write("two/tickover.toml", TWO);
            machine.done("install", manifest.toString());
            String beat = since(machine, "beat");
            String sweep = since(machine, "sweep");
            machine.write("two/tickover.toml", TWO.replace("0 9", "30 8"));
            String old = since(machine, "old");
            assertEquals(
                    1,
                    machine.status("com.example.two").getAsJsonArray("schedules").asList().stream()
                            .filter(schedule -> schedule.getAsJsonObject()
                                    .get("name")
                                    .getAsString()
                                    .equals("old"))
                            .filter(schedule -> schedule.getAsJsonObject()
                                    .get("recurrence")
                                    .getAsString()
                                    .contains("0 9"))
                            .count());
            machine.done("install", manifest.toString());
            assertEquals(beat, since(machine, "beat"));
            assertEquals(sweep, since(machine, "sweep"));
            assertNotEquals(old, since(machine, "old"));

            assertScheduleThatIsGoneIsRemoved(machine, manifest);
            assertRuntimeStaysWhileAnotherNeedsIt(machine, manifest);
        }
    }

    private static void assertScheduleThatIsGoneIsRemoved(UserMachine machine, Path manifest) throws Exception {
        machine.write("two/tickover.toml", TWO.substring(0, TWO.indexOf("[schedule.old]")));
        String out = machine.done("install", manifest.toString());
        assertTrue(out.contains("removed schedule old"), out);
        assertEquals(
                List.of(),
                machine.traces().stream().filter(path -> path.contains("old")).toList());
        assertEquals(
                List.of(),
                UserMachine.contents(machine.state("com.example.two")).keySet().stream()
                        .filter(path -> path.contains("old"))
                        .toList());
        assertEquals("in force", entry(machine, "com.example.two", "beat"));
    }

    private static void assertRuntimeStaysWhileAnotherNeedsIt(UserMachine machine, Path manifest) throws Exception {
        Path other = machine.write("other/tickover.toml", TWO.replace("example.two", "example.other"));
        machine.done("install", other.toString());
        machine.done("uninstall", "com.example.two", "--purge");
        Path runtimes = machine.home().resolve(".local/share/tickover/runtime");
        try (Stream<Path> kept = Files.list(runtimes)) {
            assertEquals(1, kept.filter(Files::isDirectory).count());
        }
        assertEquals("in force", entry(machine, "com.example.other", "old"));
        machine.done("uninstall", "com.example.other", "--purge");
        assertFalse(Files.exists(runtimes.getParent()), runtimes + " or its folder is left");
        assertFalse(Files.exists(machine.state("x").getParent()), "the empty folder of all states is left");
    }

    private static String entry(UserMachine machine, String app, String schedule) {
        for (JsonElement each : machine.status(app).getAsJsonArray("schedules")) {
            if (each.getAsJsonObject().get("name").getAsString().equals(schedule)) {
                return each.getAsJsonObject().get("entry").getAsString();
            }
        }
        throw new AssertionError("no schedule " + schedule);
    }

    private static String since(UserMachine machine, String entry) {
        String time = machine.systemctl(
                "show",
                "-p",
                "ActiveEnterTimestampMonotonic",
                "--value",
                "tickover.com.example.two." + entry + ".timer");
        assertNotEquals("0", time);
        return time;
    }

    private static List<String> traces(
            UserMachine machine, List<String> before, java.util.function.Predicate<String> which) throws IOException {
        return machine.traces().stream()
                .filter(path -> !before.contains(path))
                .filter(which)
                .toList();
    }

    private static List<String> times(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<String> times = new java.util.ArrayList<>();
            for (Path path : paths.sorted().toList()) {
                times.add(path + " " + Files.getAttribute(path, "unix:ctime", java.nio.file.LinkOption.NOFOLLOW_LINKS));
            }
            return times;
        }
    }

    private static String permissions(Path path) throws IOException {
        String type = Files.isDirectory(path) ? "d" : "-";
        return type + java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
