package dev.tickover.installer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.ipc.HostServer;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.HostProcess;
import dev.tickover.testing.Installation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the host is started by env(1)")
class ConformanceCheckTest {

    private static final String HAND_OVER = "asked to hand over, it gives its lease back, or does not support that";

    @TempDir
    private Path home;

    /** Whether the host still has its lease when it has been asked to hand over. */
    private boolean isOpen = true;

    private static Lease lease(String socket, boolean isOpen) {
        return new Lease(7, new ProcessIdentity(4711, 1, "boot"), socket, Instant.EPOCH, isOpen);
    }

    private List<String> wrongs(HostServer.Requests requests) throws Exception {
        String socket = home.resolve("s").toString();
        try (HostServer server = HostServer.listen(socket, "wrong-host", requests)) {
            assertTrue(server != null);
            return new ConformanceCheck("alma", lease(socket, true), () -> lease(socket, isOpen), 300)
                    .run().stream()
                            .filter(finding -> !finding.isRight())
                            .map(CheckResult::check)
                            .toList();
        }
    }

    private static JsonLine alive() {
        return new JsonLine()
                .put("v", 1)
                .put("status", "alive")
                .put("generation", 7)
                .put("pid", 4711)
                .put("work", 0)
                .put("oldestProgressMs", 0);
    }

    private static JsonLine unsupported() {
        return new JsonLine().put("v", 1).put("status", "unsupported");
    }

    private static boolean isPing(JsonLine line) {
        return line.number("v", 0) == 1 && line.text("op", "").equals("ping");
    }

    @Test
    void aHostThatDoesTheLeastIsRight() throws Exception {
        assertEquals(List.of(), wrongs((peer, line) -> peer.send(isPing(line) ? alive() : unsupported())));
    }

    @Test
    void aHostThatAcceptsWhateverComesIsFound() throws Exception {
        List<String> wrongs = wrongs((peer, line) -> peer.send(
                isPing(line)
                        ? alive()
                        : new JsonLine()
                                .put("v", 1)
                                .put("id", line.text("id", ""))
                                .put("status", "accepted")));
        assertEquals(8, wrongs.size(), wrongs::toString);
        assertTrue(wrongs.contains("another version is unsupported"));
        assertTrue(wrongs.contains("a tick for another application is unsupported"));
    }

    @Test
    void aHostThatKeepsSilentAboutWhatItDoesNotKnowIsFound() throws Exception {
        List<String> wrongs = wrongs((peer, line) -> {
            if (isPing(line)) {
                peer.send(alive());
            }
        });
        assertTrue(wrongs.contains("an unknown op is unsupported"), wrongs::toString);
    }

    @Test
    void aHostThatNamesAnotherGenerationIsFound() throws Exception {
        List<String> wrongs =
                wrongs((peer, line) -> peer.send(isPing(line) ? alive().put("generation", 6) : unsupported()));
        assertTrue(wrongs.contains("a ping is answered with alive"), wrongs::toString);
    }

    @Test
    void aHostThatDropsWhomItDoesNotUnderstandIsFound() throws Exception {
        List<String> wrongs = wrongs((peer, line) -> {
            if (!isPing(line)) {
                throw new IllegalStateException("as a handler without care would");
            }
            peer.send(alive());
        });
        assertTrue(wrongs.contains("and the connection goes on after it"), wrongs::toString);
    }

    @Test
    void aHostThatEndsWhateverGenerationIsFencedIsFound() throws Exception {
        boolean[] ended = new boolean[1];
        List<String> wrongs = wrongs((peer, line) -> {
            ended[0] |= line.text("op", "").equals("fenced");
            if (!ended[0]) {
                peer.send(isPing(line) ? alive() : unsupported());
            }
        });
        assertEquals("it is not ended by the fencing of another generation", wrongs.get(0));
    }

    @Test
    void aHostThatClosesTheConnectionOfAStandbyIsFound() throws Exception {
        List<String> wrongs = wrongs((peer, line) -> {
            if (line.text("op", "").equals("standby")) {
                throw new IllegalStateException("which closes the connection");
            }
            peer.send(isPing(line) ? alive() : unsupported());
        });
        assertEquals(List.of("a standby's connection stays open all the time"), wrongs);
    }

    @Test
    void aHostThatHandsOverAndKeepsItsLeaseOrTheConnectionsOfStandbysIsFound() throws Exception {
        HostServer.Requests handsOver = (peer, line) -> {
            JsonLine other = line.text("op", "").equals("hand-over")
                    ? new JsonLine().put("v", 1).put("status", "done")
                    : unsupported();
            peer.send(isPing(line) ? alive() : other);
        };
        assertEquals(List.of(HAND_OVER), wrongs(handsOver));
        isOpen = false;
        assertEquals(List.of(HAND_OVER), wrongs(handsOver));
    }

    @Test
    void aHostWithWorkInHandIsNotAskedToHandOver() throws Exception {
        assertEquals(List.of(), wrongs((peer, line) -> {
            if (line.text("op", "").equals("hand-over")) {
                throw new IllegalStateException("it was asked");
            }
            peer.send(isPing(line) ? alive().put("work", 1) : unsupported());
        }));
    }

    @Test
    void withNobodyThereEveryCheckSaysSo() {
        Lease lease = lease(home.resolve("nobody").toString(), true);
        List<CheckResult> findings = new ConformanceCheck("alma", lease, () -> lease, 300).run();
        assertTrue(findings.stream().noneMatch(CheckResult::isRight));
    }

    @Test
    @Tag("real-process")
    void theJavaHostIsRight() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        try (HostProcess host = HostProcess.start(home, "host")) {
            host.line("attached");
            Eventually.holds(
                    "its first tick is over",
                    () -> installed.events("completed").size() == 1);
            LeaseStore leases = new LeaseStore(installed.folder(), Processes.system());
            List<CheckResult> findings =
                    new ConformanceCheck(Installation.APP, leases.read(), leases::read, 5_000).run();
            assertEquals(
                    List.of(), findings.stream().filter(each -> !each.isRight()).toList());
            assertEquals(HAND_OVER, findings.get(findings.size() - 1).check());
            host.line("replaced");
            host.line("attached 2");
        }
    }
}
