package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.real.RunningHost.Said;
import dev.tickover.systemd.UserManager;
import dev.tickover.systemd.UserManager.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Hosts and tick clients that are killed, by SIGKILL, at each step of a delivery; the steps are told by the host. */
@Tag("packaged")
@Tag("real-systemd")
@Execution(ExecutionMode.CONCURRENT)
class RealDeliveryTest {

    private static final Duration SPACING = Duration.ofSeconds(1);

    @TempDir
    static Path temporary;

    private static UserMachine machine;

    @BeforeAll
    static void startMachine() throws Exception {
        machine = UserMachine.start(Account.ORDINARY, temporary);
        if (!machine.manager().run("which", "python3").succeeded()) {
            UserManager.skip("no python3 here: apt-get install python3");
        }
    }

    @AfterAll
    static void endMachine() throws Exception {
        machine.close();
    }

    private static RunningHost host(String app, int number, List<String> plan) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "TICKOVER=" + machine.command(), "python3"));
        command.add(machine.resource("breaking-host.py"));
        command.addAll(List.of(machine.state(app).toString(), app));
        command.addAll(plan);
        return RunningHost.start(machine, app + "-" + number, command);
    }

    private static void awaitHeld(String app, int count) throws Exception {
        Path history = machine.state(app).resolve("history.jsonl");
        UserMachine.await(
                "the pulses of the installation are over",
                () -> Files.readString(history).split("held until one attaches", -1).length > count,
                () -> app);
    }

    private static void pulse(String app, String schedule) {
        machine.systemctl("start", "tickover." + app + "." + schedule + ".service");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void tickWhoseHostsAreKilledAtEachStepIsDeliveredUntilOneCompletesIt() throws Exception {
        String id = "killed-hosts";
        ShortApp app = ShortApp.installSchedules(machine, id, """
                [schedule.beat]
                cron = "0 0 1 1 *"
                spacing = "1s"
                """);
        awaitHeld(id, 1);
        List<Said> ticks = new ArrayList<>();
        List<String> steps = List.of("connected", "received", "accepted", "worked", "answered");
        for (int i = 0; i < steps.size(); i++) {
            RunningHost host = host(id, i, List.of("beat=host@" + steps.get(i)));
            pulse(id, "beat");
            host.awaitEnd();
            ticks.addAll(host.ticks());
        }
        UserMachine.await("the end is written down", () -> app.events("completed", "beat@") == 1, app::history);
        RunningHost last = host(id, steps.size(), List.of());
        pulse(id, "beat");
        assertEquals(List.of(), last.ticks(), "it was completed, though its host died right after");
        last.signal("KILL");
        // The first two took nothing, the third told that it did and began nothing.
        assertEquals(List.of(4, 5), ticks.stream().map(Said::attempt).toList(), app::history);
        assertEquals(1, ticks.stream().map(Said::id).distinct().count(), ticks::toString);
        Invariants.hold(app, SPACING);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void ticksWhoseClientsAreKilledAtEachStepRunOnceAndAreCompletedByTheNextClient() throws Exception {
        String id = "killed-clients";
        List<String> steps = List.of("connected", "received", "accepted", "worked", "answered", "read");
        StringBuilder schedules = new StringBuilder();
        steps.forEach(step -> schedules.append("""
                [schedule.%s]
                cron = "0 0 1 1 *"
                spacing = "1s"
                """.formatted(step)));
        ShortApp app = ShortApp.installSchedules(machine, id, schedules.toString());
        awaitHeld(id, steps.size());
        RunningHost host =
                host(id, 0, steps.stream().map(step -> step + "=client@" + step).toList());
        // Before the others: until it has spoken, nobody knows whose client has connected.
        pulse(id, "connected");
        startAll(id, steps.stream().skip(1));
        UserMachine.await("every client is killed", () -> host.lines("broken ").size() == steps.size(), app::history);
        // A pulse of the manager's own start may have completed some already, by another attempt.
        long first = host.ticks().stream().filter(each -> each.attempt() == 1).count();
        assertEquals(4, first, "two were killed before anything was accepted: " + host.ticks());
        startAll(id, steps.stream());
        UserMachine.await("each is completed", () -> app.events("completed", "") == steps.size(), app::history);
        assertEquals(
                steps.size(), host.ticks().stream().map(Said::id).distinct().count(), app::history);
        assertEquals(steps.size(), host.ticks().size(), "one ran twice: " + app.history());
        for (String step : steps) {
            assertTrue(
                    app.history()
                            .lines()
                            .anyMatch(line -> line.contains("\"event\":\"completed\"")
                                    && line.contains(step + "@")
                                    && line.contains("\"attempt\":2")),
                    () -> step + "\n" + app.history());
        }
        host.signal("KILL");
        Invariants.hold(app, SPACING);
    }

    private static void startAll(String app, Stream<String> schedules) {
        List<String> command = new ArrayList<>(List.of("start"));
        schedules.forEach(schedule -> command.add("tickover." + app + "." + schedule + ".service"));
        machine.systemctl(command.toArray(String[]::new));
    }
}
