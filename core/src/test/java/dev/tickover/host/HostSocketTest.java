package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.policy.Step;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.Installation;
import dev.tickover.testing.RawPeer;
import dev.tickover.tick.Machine;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.SocketDelivery;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a real host answers over its socket, to tick clients and to others. */
@Timeout(60)
class HostSocketTest extends AttachedHosts {

    private SchedulePulse client(String schedule) {
        Machine machine = Machine.system();
        return new SchedulePulse(
                installed.folder(), schedule, machine, new SocketDelivery(installed.folder(), machine, 10_000));
    }

    private String request(String id) {
        return "{\"v\":1,\"op\":\"tick\",\"app\":\"" + Installation.APP + "\",\"schedule\":\"beat\",\"id\":\"" + id
                + "\",\"due\":\"2026-03-02T10:30:00Z\",\"reason\":\"interval\",\"timeoutMs\":30000,\"graceMs\":0}\n";
    }

    @Test
    void anExecutorThatTakesNoWorkLeavesTheTickOwedAndTheHostAlive() throws Exception {
        Executor rejecting = command -> {
            throw new RejectedExecutionException("shut down");
        };
        try (TickHost host = attach(rejecting, Installation.rare("beat"))) {
            host.onTick("beat", ticks::add);
            Eventually.holds(
                    "it is put off", () -> !installed.events("deferred").isEmpty());
            quiet("beat");
            try (RawPeer peer = RawPeer.to(socket())) {
                peer.sends(request("beat@x"));
                assertTrue(peer.line().contains("accepted"));
                assertTrue(peer.line().contains("busy"));
            }
            try (RawPeer peer = RawPeer.to(socket())) {
                assertTrue(peer.sends("{\"v\":1,\"op\":\"ping\"}\n").line().contains("alive"));
            }
        }
    }

    @Test
    void aTickThatIsRunningIsJoinedAndACompletedOneIsADuplicate() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            CountDownLatch go = new CountDownLatch(1);
            host.onTick("beat", tick -> {
                ticks.add(tick);
                if (tick.id().equals("beat@x")) {
                    go.await();
                }
            });
            next();
            try (RawPeer one = RawPeer.to(socket());
                    RawPeer two = RawPeer.to(socket())) {
                one.sends(request("beat@x"));
                assertTrue(one.line().contains("accepted"));
                two.sends(request("beat@x"));
                assertTrue(two.line().contains("accepted"));
                go.countDown();
                assertTrue(one.line().contains("done"));
                assertTrue(two.line().contains("done"));
                assertTrue(one.sends(request("beat@x")).line().contains("duplicate"));
            }
            assertEquals("beat@x", next().id());
            assertTrue(ticks.isEmpty(), "it ran once");
        }
    }

    @Test
    void requestsThatMakeNoSenseAreAnsweredUnsupported() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"));
                RawPeer peer = RawPeer.to(socket())) {
            List<String> lines = List.of(
                    "{\"v\":2,\"op\":\"ping\"}",
                    "{\"op\":\"ping\"}",
                    "{\"v\":1,\"op\":\"explode\"}",
                    "{\"v\":1}",
                    request("x").strip().replace(Installation.APP, "other"),
                    request("x").strip().replace("2026-03-02T10:30:00Z", "noon"),
                    request("x").strip(),
                    request("").strip());
            for (String line : lines) {
                String answer = peer.sends(line + "\n").line();
                assertTrue(answer.contains("\"status\":\"unsupported\""), line + " -> " + answer);
            }
            String look = "{\"v\":1,\"op\":\"look\",\"schedule\":\"../../etc\"}\n";
            assertTrue(peer.sends(look).line().contains("done"));
            assertTrue(host.generation() > 0);
        }
    }

    @Test
    void aTickClientDeliversOverTheSocketAndTellsTheEnd() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            host.onTick("beat", ticks::add);
            next();
            quiet("beat");
            client("beat");
            dev.tickover.tick.WakeRequest.accept(installed.folder(), "beat", "hook:a", Machine.system());
            Step.Ticked ticked =
                    assertInstanceOf(Step.Ticked.class, client("beat").step());
            assertInstanceOf(Outcome.Done.class, ticked.outcome());
            assertEquals(List.of("hook:a"), next().wakes());
            assertEquals(2, installed.events("delivered").size());
        }
        dev.tickover.tick.WakeRequest.accept(installed.folder(), "beat", "hook:b", Machine.system());
        Step.Held held = assertInstanceOf(Step.Held.class, client("beat").step());
        assertEquals(Reason.Kind.HOST_ABSENT, held.why().kind());
        assertTrue(
                held.why().text().startsWith("no host is attached"), held.why().text());
    }
}
