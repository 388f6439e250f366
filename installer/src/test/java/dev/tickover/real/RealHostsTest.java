package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.tickover.real.RunningHost.Said;
import dev.tickover.systemd.UserManager.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Hosts that are restarted again and again, overlap, or block for ever, under timers that really fire. */
@Tag("packaged")
@Tag("real-systemd")
@Execution(ExecutionMode.CONCURRENT)
class RealHostsTest {

    private static final Duration SPACING = Duration.ofSeconds(1);
    private static final Duration RESTARTS = Duration.ofSeconds(20);

    private static final int LEAST_RESTARTS = 5;

    @TempDir
    static Path temporary;

    private static UserMachine machine;

    @BeforeAll
    static void startMachine() throws Exception {
        machine = UserMachine.start(Account.ORDINARY, temporary);
    }

    @AfterAll
    static void endMachine() throws Exception {
        machine.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void hostThatIsRestartedEveryFewSecondsLosesNoTickAndGetsNoBurst() throws Exception {
        String id = "restarted";
        ShortApp app = ShortApp.install(machine, id, "");
        List<Said> ticks = new ArrayList<>();
        long end = System.nanoTime() + RESTARTS.toNanos();
        int restarts = 0;
        // On a busy machine a JVM takes its time: what is tried is a number of restarts, over a time at least.
        while (System.nanoTime() < end || restarts < LEAST_RESTARTS) {
            RunningHost host = RunningHost.java(machine, id, 0, TestHost.CLOSES);
            if (restarts == 0) {
                host.awaitTicks(1);
            }
            Thread.sleep(1_000);
            host.signal(restarts % 2 == 0 ? "KILL" : "TERM");
            host.awaitEnd();
            ticks.addAll(host.ticks());
            restarts++;
        }
        RunningHost last = RunningHost.java(machine, id, 0);
        last.awaitTicks(1);
        last.signal("KILL");
        last.awaitEnd();
        ticks.addAll(last.ticks());
        assertEquals("initial", ticks.get(0).reason());
        int most = 2 + app.duesIn(Duration.ofNanos(System.nanoTime() - end).plus(RESTARTS));
        Set<String> deliveries = new HashSet<>();
        ticks.forEach(tick -> assertTrue(deliveries.add(tick.id() + " " + tick.attempt()), () -> "twice: " + ticks));
        assertTrue(ticks.size() <= most, () -> "more than " + most + ": " + ticks + "\n" + app.history());
        Invariants.hold(app, SPACING);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void ofTwoGenerationsThatOverlapTheOlderLearnsThatItIsOverAndTheNewerGetsItsTick() throws Exception {
        String id = "overlapping";
        ShortApp app = ShortApp.installSchedules(machine, id, """
                [schedule.beat]
                cron = "0 0 1 1 *"
                spacing = "1s"
                """);
        RunningHost first = RunningHost.java(machine, id, 60_000, TestHost.CLOSES, TestHost.LEAVES);
        first.awaitTicks(1);
        RunningHost second = RunningHost.javaSoon(machine, id, 4_000, TestHost.CLOSES);
        second.awaitLine("standby");
        String generation = first.lines("attached ").get(0).substring("attached ".length());
        assertTrue(machine.done("detach", id, "--generation", generation).startsWith("Detached"));
        second.awaitAttached();
        first.awaitLine("replaced ");
        second.awaitTicks(1);
        Said again = second.ticks().get(0);
        assertEquals(first.ticks().get(0).id(), again.id());
        assertEquals(2, again.attempt());

        // The reload of an application that does it as it should: the old one ends its tick, the new one waits for it.
        RunningHost third = RunningHost.javaSoon(machine, id, 0);
        third.awaitLine("standby");
        second.signal("TERM");
        third.awaitAttached();
        second.awaitEnd();
        assertEquals(1, second.said("end").size(), "the tick was cut off");
        machine.done("wake", id, "beat", "--reason", "exec-event");
        third.awaitTicks(1);
        assertEquals(
                List.of("exec-event"), third.ticks().stream().map(Said::reason).toList());

        // Whatever the first one still does: it is nobody's host.
        first.signal("TERM");
        first.awaitEnd();
        assertEquals(third.pid(), hostOf(id).get("pid").getAsString());
        assertEquals("running", hostOf(id).get("state").getAsString());
        assertEquals(1, app.events("completed", again.id()), app::history);
        third.signal("KILL");
        Invariants.hold(app, SPACING);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void handlerThatBlocksForEverHoldsUpNoOtherScheduleAndItsApplicationIsRestarted() throws Exception {
        String id = "blocked";
        Path output = machine.write("blocked-restarted.out", "");
        List<String> start = new ArrayList<>(
                List.of("/bin/sh", "-c", "out=$1; shift; exec \"$@\" >>\"$out\"", "sh", output.toString()));
        start.addAll(machine.java(TestHost.class));
        start.addAll(List.of(id, "beat,other", "0"));
        machine.write(id + "/tickover.toml", """
                [app]
                id = "%s"
                start = %s
                [liveness]
                stale-after = "2s"
                on-hung = "restart"
                [schedule.beat]
                cron = "0 0 1 1 *"
                spacing = "1s"
                grace = "0s"
                timeout = "1s"
                [schedule.other]
                every = "12s"
                spacing = "1s"
                """.formatted(id, ShortApp.toml(start)));
        ShortApp app = new ShortApp(machine, id);
        app.install("other");
        RunningHost host = RunningHost.start(machine, id, host(id));
        UserMachine.await(
                "three ticks of the other", () -> host.lines("end other@").size() >= 3, app::history);
        assertEquals(1, host.lines("tick beat@").size(), app::history);
        assertEquals("hung", hostOf(id).get("state").getAsString());

        machine.systemctl("start", "tickover." + id + ".sweep.service");
        host.awaitEnd();
        UserMachine.await(
                "the next one gets its tick", () -> Files.readString(output).contains("end beat@"), app::history);
        String tick = Files.readString(output)
                .lines()
                .filter(line -> line.startsWith("tick beat@"))
                .findFirst()
                .orElseThrow();
        assertTrue(tick.endsWith(" 2"), tick);
        UserMachine.await("it is completed", () -> app.events("completed", "beat@") == 1, app::history);
        machine.run(List.of("kill", "-KILL", hostOf(id).get("pid").getAsString()));
        Invariants.hold(app, SPACING);
    }

    private static List<String> host(String id) {
        List<String> command = new ArrayList<>(machine.java(TestHost.class));
        command.addAll(List.of(id, "beat,other", "0", TestHost.DEAF));
        return command;
    }

    private static JsonObject hostOf(String id) {
        return machine.status(id).getAsJsonObject("host");
    }
}
