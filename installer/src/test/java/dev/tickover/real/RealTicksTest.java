package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.real.RunningHost.Said;
import dev.tickover.systemd.UserManager;
import dev.tickover.systemd.UserManager.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ticks that arrive from really firing timers, at hosts that are frozen and killed; no code path differs from a user's. */
@Tag("packaged")
@Tag("real-systemd")
@Execution(ExecutionMode.CONCURRENT)
class RealTicksTest {

    private static final Duration SPACING = Duration.ofSeconds(1);

    @TempDir
    static Path temporary;

    private static UserMachine machine;

    @BeforeAll
    static void startMachine() throws Exception {
        machine = UserMachine.start(Account.ORDINARY, temporary);
        // As on a machine where nobody has set a locale.
        machine.systemctl("set-environment", "LANG=C");
    }

    @AfterAll
    static void endMachine() throws Exception {
        machine.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void firstTickComesAtOnceThenRegularOnesAndAStoppedHostGetsOneCatchUp() throws Throwable {
        ShortApp app = ShortApp.install(machine, "stopped", "");
        RunningHost host = RunningHost.java(machine, "stopped", 0);
        host.awaitTicks(2);
        assertEquals("initial", host.ticks().get(0).reason());
        assertEquals("interval", host.ticks().get(1).reason());
        assertOneCatchUp(app, host, () -> host.signal("STOP"), () -> host.signal("CONT"));

        host.signal("KILL");
        host.awaitEnd();
        UserMachine.await("a tick is held", () -> app.history().contains("gone without having detached"));
        assertEquals(
                "crashed",
                machine.status("stopped").getAsJsonObject("host").get("state").getAsString());
        app.awaitDue(2);
        RunningHost next = RunningHost.java(machine, "stopped", 0);
        next.awaitTicks(1);
        assertTrue(next.ticks().get(0).missed() >= 1, () -> "not handed over: " + app.history());
        next.signal("KILL");
        Invariants.hold(app, SPACING);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void hostInAFrozenControlGroupGetsOneCatchUp() throws Throwable {
        ShortApp app = ShortApp.install(machine, "frozen", "");
        RunningHost host = RunningHost.java(machine, "frozen", 0);
        host.awaitTicks(1);
        UserMachine.await("the first tick has ended", () -> app.history().contains("\"completed\""), app::history);
        String group = "/sys/fs/cgroup/host-to-freeze";
        machine.asRoot("mkdir " + group + " && echo " + host.pid() + " >" + group + "/cgroup.procs");
        assertOneCatchUp(
                app,
                host,
                () -> machine.asRoot("echo 1 >" + group + "/cgroup.freeze; until grep -q 'frozen 1' " + group
                        + "/cgroup.events; do sleep 0.02; done"),
                () -> machine.asRoot("echo 0 >" + group + "/cgroup.freeze"));
        host.signal("KILL");
        Invariants.hold(app, SPACING);
    }

    private static void assertOneCatchUp(ShortApp app, RunningHost host, Executable freeze, Executable thaw)
            throws Throwable {
        freeze.execute();
        int before = host.ticks().size();
        UserMachine.await(
                "a tick client has given up", () -> app.history().contains("is frozen or hung"), app::history);
        assertEquals(before, host.ticks().size(), "a frozen process ticked");
        thaw.execute();
        host.awaitTicks(before + 2);
        List<Said> after = host.ticks().subList(before, host.ticks().size());
        assertEquals(1, after.stream().filter(tick -> tick.missed() > 0).count(), () -> after + "\n" + app.history());
        Set<String> ids = new HashSet<>();
        assertTrue(after.stream().allMatch(tick -> ids.add(tick.id())), () -> "twice: " + after);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void tickClientThatIsKilledMidTickIsFollowedByOneThatJoinsTheSameRun() throws Exception {
        ShortApp app = ShortApp.install(machine, "killed-client", "");
        RunningHost host = RunningHost.java(machine, "killed-client", 9_000);
        Path state = machine.state("killed-client").resolve("schedules/beat.state");
        String service = "tickover.killed-client.beat.service";
        List<String> client = new ArrayList<>();
        UserMachine.await(
                "a tick client waits for the handler",
                () -> {
                    String pid = machine.systemctl("show", "-p", "MainPID", "--value", service);
                    client.add(0, pid);
                    return !pid.equals("0")
                            && host.ticks().size() > host.said("end").size()
                            && Pattern.compile("\\b" + pid + "\\b")
                                    .matcher(Files.readString(state))
                                    .find();
                },
                app::history);
        Said interrupted = host.ticks().get(host.ticks().size() - 1);
        machine.run(List.of("kill", "-KILL", client.get(0)));
        // The next pulse, before anything else is due: as the sweep gives it.
        machine.systemctl("start", service);
        UserMachine.await(
                "it is delivered again and completed",
                () -> app.events("completed", interrupted.id()) == 1,
                app::history);
        assertTrue(
                app.history()
                        .lines()
                        .anyMatch(line -> line.contains(interrupted.id()) && line.contains("\"attempt\":2")),
                app::history);
        assertEquals(
                1,
                host.ticks().stream()
                        .filter(tick -> tick.id().equals(interrupted.id()))
                        .count(),
                () -> "it ran twice: " + app.history());
        host.signal("KILL");
        Invariants.hold(app, SPACING);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void commandsEndWellFailAndAreRetriedAndEndedWhenTheyTakeTooLong() throws Exception {
        ShortApp app = ShortApp.installSchedules(machine, "commands", """
                [schedule.good]
                every = "12s"
                spacing = "1s"
                run = ["/bin/sh", "-c", "echo $TICKOVER_ID $TICKOVER_REASON >>good.txt"]
                [schedule.bad]
                cron = "0 0 1 1 *"
                run = ["/bin/sh", "-c", "exit 3"]
                spacing = "1s"
                retry = { max = 2, backoff = "1s" }
                [schedule.slow]
                cron = "0 0 1 1 *"
                run = ["/bin/sleep", "1000"]
                timeout = "1s"
                """, "good", "bad");
        UserMachine.await("a command ends well", () -> app.events("completed", "good@") >= 1);
        UserMachine.await("a command fails twice", () -> app.events("failed", "bad@") >= 2);
        UserMachine.await("a command takes too long", () -> app.events("failed", "slow@") >= 1);
        String history = app.history();
        assertTrue(history.contains("exit code 3") && history.contains("\"attempt\":2"), history);
        assertTrue(history.contains("ended after its timeout of 1 s"), history);
        assertFalse(machine.manager().run("pgrep", "-f", "/bin/sleep 1000").succeeded());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void absentApplicationIsStartedOnceAndOutlivesTheTick() throws Exception {
        Path output = machine.write("started.out", "");
        StringBuilder start = new StringBuilder(
                "[\"/bin/sh\", \"-c\", 'out=$1; shift; exec \"$@\" >>\"$out\"', \"sh\", \"" + output + "\"");
        for (String word : machine.java(TestHost.class)) {
            start.append(", \"").append(word).append('"');
        }
        start.append(", \"started\", \"beat\", \"0\"]");
        ShortApp.write(machine, "started", "start = " + start, "when-absent = \"start\"");
        ShortApp app = new ShortApp(machine, "started");
        app.install("beat");
        UserMachine.await("two ticks", () -> Files.readString(output).split("\ntick ", -1).length > 2);
        assertEquals(1, Files.readString(output).split("attached ", -1).length - 1, Files.readString(output));
        String pid =
                machine.status("started").getAsJsonObject("host").get("pid").getAsString();
        String group = machine.run(List.of("tail", "-n", "1", "/proc/" + pid + "/cgroup"));
        assertTrue(group.endsWith(".scope"), group);
        machine.done("uninstall", "started", "--purge");
        assertTrue(machine.manager().run("kill", "-KILL", pid).succeeded(), "it did not outlive the tick");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void hundredWakesFromTenProcessesAreOneTickAndPausedOnesAreSkipped() throws Exception {
        ShortApp app = ShortApp.installSchedules(machine, "woken", """
                [schedule.beat]
                cron = "0 0 1 1 *"
                first = "at-due"
                """);
        RunningHost host = RunningHost.java(machine, "woken", 0);
        String burst = String.join("' '", machine.java(WakeBurst.class));
        machine.run(List.of(
                "sh", "-c", "for i in 1 2 3 4 5 6 7 8 9 10; do '" + burst + "' woken beat 10 >/dev/null & done; wait"));
        host.awaitTicks(1);
        assertEquals(1, host.ticks().size(), app.history());
        assertEquals("exec-event", host.ticks().get(0).reason());

        machine.done("pause", "woken");
        assertTrue(machine.done("wake", "woken", "beat", "--json").contains("\"decision\":\"skip\""));
        assertTrue(machine.done("resume", "woken").contains("Resumed woken beat."));
        assertTrue(machine.done("wake", "woken", "beat", "--json").contains("\"decision\":\"defer\""));
        host.signal("KILL");
        Invariants.hold(app, Duration.ofSeconds(60));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void tickClientNeedsNoLocaleInAHomeWithUmlauts() throws Exception {
        ShortApp app = ShortApp.installSchedules(machine, "locale", """
                [schedule.beat]
                cron = "0 0 1 1 *"
                """);
        String service = "tickover.locale.beat.service";
        machine.systemctl("start", service);
        assertEquals("success", machine.systemctl("show", "-p", "Result", "--value", service));
        assertTrue(app.history().contains("held until one attaches"), app::history);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void hostInPythonReceivesTicksAndDetaches() throws Exception {
        assertHostOfAnotherLanguageWorks("python3", "host.py");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host.py", "host.mjs"})
    void hostsOfThePageHaveLessThanEightyLines(String file) throws Exception {
        assertTrue(Files.readAllLines(Path.of("..", "docs", "hosts", file)).size() < 80);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void hostInNodeReceivesTicksAndDetaches() throws Exception {
        assertHostOfAnotherLanguageWorks("node", "host.mjs");
    }

    private static void assertHostOfAnotherLanguageWorks(String interpreter, String file) throws Exception {
        if (!machine.manager().run("which", interpreter).succeeded()) {
            UserManager.skip("no " + interpreter + " here: apt-get install " + interpreter);
        }
        String id = "in-" + interpreter;
        ShortApp app = ShortApp.installSchedules(machine, id, """
                [schedule.beat]
                cron = "0 0 1 1 *"
                spacing = "1s"
                """);
        Path script = machine.write(file, Files.readString(Path.of("..", "docs", "hosts", file)));
        String command = "TICKOVER=" + machine.command();
        RunningHost host =
                RunningHost.start(machine, id, List.of("env", command, interpreter, script.toString(), id, "beat"));
        host.awaitTicks(1);
        assertEquals("initial", host.ticks().get(0).reason());
        UserMachine.await("the host runs", () -> hostOf(id).contains("running"), () -> hostOf(id));
        assertTrue(machine.done("check-host", id).endsWith("The host speaks the protocol.\n"));
        UserMachine.await(
                "a wake runs",
                () -> machine.tickover("wake", id, "beat", "--reason", "exec-event", "--json")
                        .out()
                        .contains("\"decision\":\"run\""),
                app::history);
        assertEquals("exec-event", host.ticks().get(1).reason());
        RunningHost second = RunningHost.startSoon(
                machine, id + "-2", List.of("env", command, interpreter, script.toString(), id, "beat"));
        second.awaitLine("standby");
        host.signal("TERM");
        host.awaitEnd();
        second.awaitAttached();
        UserMachine.await("the second host runs", () -> hostOf(id).contains("running"), () -> hostOf(id));
        second.signal("KILL");
        second.awaitEnd();
        assertTrue(hostOf(id).contains("crashed"), () -> hostOf(id));
    }

    private static String hostOf(String id) {
        return machine.status(id).getAsJsonObject("host").toString();
    }
}
