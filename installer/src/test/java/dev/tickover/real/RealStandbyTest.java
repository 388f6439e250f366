package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.tickover.real.RunningHost.Said;
import dev.tickover.systemd.UserManager.Account;
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

/** Hosts that stand by behind one that leaves, dies, freezes or reloads, under timers that really fire. */
@Tag("packaged")
@Tag("real-systemd")
@Execution(ExecutionMode.CONCURRENT)
class RealStandbyTest {

    private static final Duration SPACING = Duration.ofSeconds(1);

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

    private static RunningHost standby(String id, long tickTakesMs) throws Exception {
        RunningHost host = RunningHost.javaSoon(machine, id, tickTakesMs, TestHost.CLOSES);
        host.awaitLine("standby");
        return host;
    }

    private static JsonObject hostOf(String id) {
        return machine.status(id).getAsJsonObject("host");
    }

    /** The process ids of the active host and of those that stand by, the longest first. */
    private static List<String> hostsOf(String id) {
        List<String> pids = new ArrayList<>(List.of(hostOf(id).get("pid").getAsString()));
        hostOf(id)
                .getAsJsonArray("standbys")
                .forEach(
                        standby -> pids.add(standby.getAsJsonObject().get("pid").getAsString()));
        return pids;
    }

    private static void awaitHosts(String id, RunningHost... hosts) throws Exception {
        List<String> pids = List.of(hosts).stream().map(RunningHost::pid).toList();
        UserMachine.await(
                "the hosts are " + pids,
                () -> hostsOf(id).equals(pids),
                () -> hostOf(id).toString());
    }

    private static void assertNoDeliveryTwice(ShortApp app, RunningHost... hosts) throws Exception {
        Set<String> deliveries = new HashSet<>();
        for (RunningHost host : hosts) {
            for (Said tick : host.ticks()) {
                assertTrue(deliveries.add(tick.id() + " " + tick.attempt()), () -> "twice: " + tick + app.history());
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void standbysTakeOverFromHostsThatLeaveDieAndFreezeAndWhoThawsStandsBy() throws Exception {
        String id = "standing-by";
        ShortApp.write(machine, id, "[liveness]\nstale-after = \"2s\"", "");
        ShortApp app = new ShortApp(machine, id);
        app.install("beat");
        RunningHost first = RunningHost.java(machine, id, 0, TestHost.CLOSES);
        first.awaitTicks(1);
        RunningHost second = standby(id, 0);
        RunningHost third = standby(id, 0);
        awaitHosts(id, first, second, third);

        first.signal("TERM");
        first.awaitEnd();
        UserMachine.await(
                "one of them takes over",
                () -> second.lines("attached ").size()
                                + third.lines("attached ").size()
                        == 1);
        boolean isSecond = !second.lines("attached ").isEmpty();
        RunningHost active = isSecond ? second : third;
        RunningHost last = isSecond ? third : second;
        active.awaitTicks(1);
        active.signal("KILL");
        last.awaitAttached();
        last.awaitTicks(1);

        RunningHost fourth = standby(id, 0);
        last.signal("STOP");
        fourth.awaitAttached();
        fourth.awaitTicks(1);
        last.signal("CONT");
        last.awaitLine("replaced ");
        awaitHosts(id, fourth, last);
        int ticks = last.ticks().size();
        fourth.awaitTicks(2);
        assertEquals(ticks, last.ticks().size(), "who stands by gets no ticks");
        assertNoDeliveryTwice(app, first, second, third, fourth);
        fourth.signal("TERM");
        last.signal("TERM");
        fourth.awaitEnd();
        last.awaitEnd();
        assertEquals("absent", hostOf(id).get("state").getAsString());
        Invariants.hold(app, SPACING);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void reloadThatTakesOverOnPurposeLosesNoTickAndBeginsNoneTwice() throws Exception {
        String id = "reloading";
        ShortApp app = ShortApp.install(machine, id, "");
        List<RunningHost> hosts = new ArrayList<>(List.of(RunningHost.java(machine, id, 1_500, TestHost.LEAVES)));
        for (int reload = 1; reload <= 5; reload++) {
            RunningHost former = hosts.get(hosts.size() - 1);
            former.awaitTicks(1);
            RunningHost next = RunningHost.java(machine, id, 1_500, TestHost.NOW, TestHost.LEAVES);
            former.awaitLine("replaced ");
            hosts.add(next);
        }
        RunningHost last = hosts.get(hosts.size() - 1);
        last.awaitTicks(1);
        UserMachine.await("the tick ends", () -> last.said("end").size() == 1);
        assertNoDeliveryTwice(app, hosts.toArray(RunningHost[]::new));
        for (RunningHost host : hosts) {
            assertEquals(host.ticks().size(), host.said("end").size(), "a tick was cut off: " + app.history());
        }
        awaitHosts(id, last);
        assertEquals(
                5,
                app.history()
                        .lines()
                        .filter(line -> line.contains("\"replaced\""))
                        .count(),
                app::history);
        hosts.forEach(host -> machine.run(List.of("kill", "-KILL", host.pid())));
        Invariants.hold(app, SPACING);
    }
}
