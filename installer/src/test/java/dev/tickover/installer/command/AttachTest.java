package dev.tickover.installer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tickover.installer.testing.ForegroundApp;
import dev.tickover.installer.testing.RunningProgram;
import dev.tickover.schedule.Schedule;
import dev.tickover.systemd.UserManager;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.HostProcess;
import dev.tickover.testing.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts of an application that runs in the foreground, which stand by, leave, die, freeze and take over. */
@Tag("real-process")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "hosts are stopped by signals")
class AttachTest {

    private static final String APP = Installation.APP;

    @TempDir
    Path home;

    private ForegroundApp app;

    @BeforeEach
    void runApp() throws Exception {
        app = ForegroundApp.run(home);
    }

    @AfterEach
    void endApp() {
        app.close();
    }

    private JsonObject host() throws Exception {
        return JsonParser.parseString(app.done("status", APP, "--json"))
                .getAsJsonObject()
                .getAsJsonObject("host");
    }

    private static List<Long> standbys(JsonObject host) {
        JsonArray standbys = host.getAsJsonArray("standbys");
        return standbys.asList().stream()
                .map(standby -> standby.getAsJsonObject().get("pid").getAsLong())
                .toList();
    }

    /** What became of hosts, without times and process ids. */
    private List<String> hostHistory() throws Exception {
        return app.done("history", APP)
                .lines()
                .filter(line -> line.substring(25, 27).equals("- "))
                .map(line ->
                        line.substring(39).strip().replaceAll("\\d{3,}", "N").replaceAll(" +", " "))
                .toList();
    }

    /** A program that lives, and is nothing else. */
    private RunningProgram program() throws Exception {
        return app.host("sleep", "600");
    }

    private RunningProgram attach(RunningProgram program, String... options) throws Exception {
        return app.start(
                Stream.concat(Stream.of("attach", APP, "--pid", Long.toString(program.pid())), Stream.of(options))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"python3, host.py", "node, host.mjs"})
    void hostsOfOtherLanguagesStandByAndTakeOverFromOneThatLeavesDiesOrFreezes(String interpreter, String file)
            throws Exception {
        if (Stream.of(System.getenv("PATH").split(":"))
                .noneMatch(folder -> Files.exists(Path.of(folder, interpreter)))) {
            UserManager.skip("no " + interpreter + " here: apt-get install " + interpreter);
        }
        String[] command = {interpreter, Path.of("..", "docs", "hosts", file).toString(), APP, "beat"};
        RunningProgram first = app.host(command);
        assertEquals("attached 1", first.line("attached", 1));
        first.line("tick beat@", 1);
        RunningProgram second = app.host(command);
        second.line("standby", 1);
        Eventually.holds("it is registered", () -> !app.standbys().isEmpty());
        JsonObject host = host();
        assertEquals("running", host.get("state").getAsString());
        assertEquals(first.pid(), host.get("pid").getAsLong());
        assertEquals(List.of(second.pid()), standbys(host));
        Instant.parse(host.getAsJsonArray("standbys")
                .get(0)
                .getAsJsonObject()
                .get("since")
                .getAsString());
        String text = app.done("status", APP);
        assertTrue(text.contains("\n  standby   process " + second.pid() + ", for "), text);
        assertTrue(app.done("check-host", APP).endsWith("The host speaks the protocol.\n"));

        first.signal("TERM");
        assertEquals("attached 2", second.line("attached", 1));
        assertEquals(0, first.code());
        RunningProgram third = app.host(command);
        third.line("standby", 1);
        second.signal("KILL");
        assertEquals("attached 3", third.line("attached", 1));

        Eventually.holds("it runs", () -> host().get("state").getAsString().equals("running"));
        third.signal("STOP");
        RunningProgram fourth = app.host(command);
        assertEquals("attached 4", fourth.line("attached", 1));
        third.signal("CONT");
        third.line("standby", 2);
        Eventually.holds("the frozen one stands by", () -> standbys(host()).equals(List.of(third.pid())));
        fourth.signal("TERM");
        assertEquals("attached 5", third.line("attached", 2));
        assertEquals(
                List.of(
                        "attached generation 1 process N",
                        "standby process N: another host is active",
                        "detached generation 1",
                        "attached generation 2 process N",
                        "standby process N: another host is active",
                        "crashed generation 2 process N is gone without having detached",
                        "attached generation 3 process N",
                        "replaced generation 3 its process lives, but: no answer within 1 s; it is stopped by a signal or a debugger",
                        "attached generation 4 process N",
                        "standby process N: another host is active",
                        "detached generation 4",
                        "attached generation 5 process N"),
                hostHistory());
    }

    @Test
    void noWaitEndsAtOnceAndNamesTheActiveHost() throws Exception {
        try (HostProcess host = HostProcess.start(home, "java")) {
            host.line("attached 1");
            RunningProgram attach = attach(program(), "--no-wait");
            assertEquals(75, attach.code());
            assertEquals("", attach.out());
            assertTrue(attach.err().contains("process " + host.pid() + " is the active host"), attach.err());
            assertEquals(List.of(), standbys(host()));
        }
    }

    @Test
    void attachEndsWithTheProcessThatItIsForAndLeavesNothingBehind() throws Exception {
        try (HostProcess host = HostProcess.start(home, "java")) {
            host.line("attached 1");
            RunningProgram program = program();
            RunningProgram attach = attach(program);
            assertEquals("{\"state\":\"standby\"}", attach.line("{", 1));
            Eventually.holds("it is registered", () -> app.standbys().size() == 2);
            program.close();
            assertEquals(75, attach.code());
            assertTrue(attach.err().contains("process " + program.pid() + " ended while it stood by"), attach.err());
            assertEquals(List.of(), app.standbys());
            assertTrue(host().get("state").getAsString().matches("running|busy"));
        }
    }

    @Test
    void whatAKilledAttachLeavesBehindIsRemovedByTheNextReader() throws Exception {
        try (HostProcess host = HostProcess.start(home, "java")) {
            host.line("attached 1");
            for (String signal : List.of("INT", "TERM", "KILL")) {
                RunningProgram attach = attach(program());
                attach.line("{\"state\":\"standby\"}", 1);
                Eventually.holds("it is registered", () -> app.standbys().size() == 2);
                attach.signal(signal);
                attach.code();
                assertEquals(List.of(), standbys(host()));
                assertEquals(List.of(), app.standbys());
            }
        }
    }

    @Test
    void takeOverReplacesAHostThatHandsOverAndStandsByFromThenOn() throws Exception {
        try (HostProcess host = HostProcess.start(home, "java")) {
            host.line("attached 1");
            RunningProgram program = program();
            RunningProgram attach = attach(program, "--take-over");
            assertTrue(Pattern.matches(
                    "\\{\"state\":\"active\",\"socket\":\".*/host-2.sock\",\"generation\":2}", attach.line("{", 1)));
            host.line("replaced");
            host.line("stands by");
            Eventually.holds("it stands by", () -> standbys(host()).equals(List.of(host.pid())));
            // It never listens: once its process ends, the lease goes back to the one that stands by.
            program.close();
            assertEquals(75, attach.code());
            host.line("attached 3");
        }
    }

    @Test
    void sweepThatFindsTheHostHungHasTheStandbyTakeOver() throws Exception {
        try (HostProcess frozen = HostProcess.start(home, "frozen")) {
            frozen.line("attached 1");
            try (HostProcess standby = HostProcess.start(home, "standby")) {
                standby.line("stands by");
                Eventually.holds("it is registered", () -> app.standbys().size() == 2);
                frozen.signal("STOP");
                RunningProgram sweep = app.start("tick", "--dir", app.state().toString(), Schedule.SWEEP);
                standby.line("attached 2");
                assertEquals(0, sweep.code(), sweep.err());
                assertEquals(standby.pid(), host().get("pid").getAsLong());
                frozen.signal("CONT");
                frozen.line("replaced");
                Eventually.holds("it stands by", () -> standbys(host()).equals(List.of(frozen.pid())));
            }
        }
    }
}
