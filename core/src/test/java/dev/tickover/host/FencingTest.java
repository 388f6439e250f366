package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.Processes;
import dev.tickover.policy.Step;
import dev.tickover.state.Compiled;
import dev.tickover.state.LeaseStore;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.HostProcess;
import dev.tickover.testing.Installation;
import dev.tickover.tick.Attachment;
import dev.tickover.tick.Machine;
import dev.tickover.tick.Preview;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Hosts whose lease is over, though they did not close. */
@Timeout(120)
class FencingTest extends AttachedHosts {

    private static final byte[] STATE = "page 12".getBytes(StandardCharsets.UTF_8);

    /** Takes the lease from under a host, as one that finds it hung would. */
    private void takeOver(TickHost host) throws Exception {
        LeaseStore leases = new LeaseStore(installed.folder(), Processes.system());
        leases.take(Processes.system().self(), Instant.now(), home.toFile(), host.generation(), "it hung");
    }

    private void rests() throws Exception {
        quiet("beat");
        Eventually.holds(
                "no look is under way",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("tickover-pulse")));
    }

    private Preview preview() throws IOException {
        return Preview.of(
                installed.folder(),
                Compiled.schedule(installed.folder(), "beat"),
                installed.state("beat"),
                Machine.system());
    }

    @Test
    void aFencedHostChangesNothingAndLearnsOfIt() throws Exception {
        List<HostEvent> events = new ArrayList<>();
        TickHost host = attach(Installation.rare("beat"));
        host.onEvent(event -> {
            synchronized (events) {
                events.add(event);
            }
        });
        host.onTick("beat", ticks::add);
        next();
        rests();
        Work work = host.beginWork("agent-7");
        work.save(STATE);
        takeOver(host);
        Map<String, String> before = installed.contents();
        NotActiveException over = assertThrows(NotActiveException.class, () -> host.wake("beat", "hook:a"));
        assertEquals(
                "generation 1 is no longer the host: process "
                        + ProcessHandle.current().pid() + " took over, with generation 2",
                over.getMessage());
        assertThrows(NotActiveException.class, () -> work.save(new byte[1]));
        work.close();
        Eventually.holds("told", () -> {
            synchronized (events) {
                return events.stream().anyMatch(HostEvent.Replaced.class::isInstance);
            }
        });
        host.close();
        assertEquals(before, installed.contents());
        assertArrayEquals(STATE, host.checkpoint("agent-7").orElseThrow());
        assertTrue(ticks.isEmpty());
        assertEquals(new HostEvent.Active(1), events.get(0));
    }

    @Test
    void aTickThatAFencedHostStillRunsIsGivenToTheNextOne() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        TickHost old = attach(Installation.rare("beat"));
        old.onTick("beat", tick -> {
            ticks.add(tick);
            end.await();
        });
        String id = next().id();
        assertInstanceOf(Step.Nothing.class, preview().step(), "it is the host");
        assertTrue(Attachment.detach(installed.folder(), 1, "by hand", Machine.system()));
        // Its process lives: only the lease tells that it will never write down the end.
        assertEquals(
                2, assertInstanceOf(Step.Starts.class, preview().step()).tick().attempt());
        try (TickHost host = attachAgain()) {
            host.onTick("beat", ticks::add);
            ReceivedTick again = next();
            assertEquals(id, again.id());
            assertEquals(2, again.attempt());
            // The old one's look is still under way: it waits for its handler.
            Eventually.holds(
                    "completed", () -> installed.state("beat").inFlight().isEmpty());
            end.countDown();
            old.close();
            assertEquals(1, installed.events("completed").size(), "the old one's end is not written down");
            assertTrue(Files.exists(socket()), "nor is the new one's socket removed");
        }
    }

    @Test
    void aLivingHostKeepsItsLeaseThoughTheFileOfItIsDamagedOrLost() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            Path lease = installed.folder().lease().toPath();
            byte[] whole = Files.readAllBytes(lease);
            whole[30] ^= 1;
            for (int i = 0; i < 2; i++) {
                if (i == 0) {
                    Files.write(lease, whole);
                } else {
                    Files.delete(lease);
                }
                try (TickHost other = attachAgain()) {
                    assertFalse(other.isActive());
                }
            }
            assertTrue(host.wake("beat", "hook:a"), "and may go on");
        }
        Files.delete(installed.folder().lease().toPath());
        try (TickHost next = attachAgain()) {
            assertTrue(next.generation() > 1, "higher than every one before");
        }
    }

    @Test
    @Tag("real-process")
    void ofTwoHostsThatAttachAtOnceExactlyOneIsActiveAndTheOtherStandsBy() throws Exception {
        installed = Installation.in(home, Installation.rare("beat").build());
        for (int round = 1; round <= 5; round++) {
            try (HostProcess one = HostProcess.start(home, "one-" + round);
                    HostProcess two = HostProcess.start(home, "two-" + round)) {
                Eventually.holds(
                        "both have tried",
                        () -> !one.lines().isEmpty() && !two.lines().isEmpty());
                HostProcess active = one.has("attached") ? one : two;
                HostProcess other = active == one ? two : one;
                active.line("attached");
                other.line("stands by");
                assertFalse(other.has("attached"), "round " + round);
                active.crash();
                other.line("attached");
            }
        }
    }

    @Test
    @Tag("real-process")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
    void aHostThatThawsAfterATakeoverLearnsThatItIsFencedAtOnce() throws Exception {
        installed = Installation.in(home, Installation.rare("beat").build());
        try (HostProcess old = HostProcess.start(home, "old")) {
            old.line("tick");
            quiet("beat");
            old.signal("STOP");
            assertTrue(Attachment.detach(installed.folder(), 1, "by hand", Machine.system()));
            try (TickHost host = attachAgain()) {
                assertEquals(2, host.generation());
                Map<String, String> before = installed.contents();
                old.signal("CONT");
                assertTrue(old.line("replaced").contains("took over, with generation 2"));
                assertEquals(before, installed.contents());
                assertTrue(Files.exists(socket()));
                assertFalse(Files.exists(installed.folder().socket(1).toPath()));
            }
        }
    }
}
