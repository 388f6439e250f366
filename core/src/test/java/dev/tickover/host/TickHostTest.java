package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.Processes;
import dev.tickover.machine.SmallFiles;
import dev.tickover.schedule.Retry;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.LeaseStore;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.Installation;
import dev.tickover.tick.Attachment;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real host in a folder of its own. */
@Timeout(60)
class TickHostTest extends AttachedHosts {

    @Test
    void whatIsOwedIsHandedOverWhenAHandlerIsRegistered() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            host.onTick("beat", ticks::add);
            ReceivedTick tick = next();
            assertEquals("initial", tick.reason());
            assertEquals(1, tick.attempt());
            quiet("beat");
            assertEquals(1, installed.events("completed").size());
        }
        assertEquals(1, installed.events("attached").size());
        assertEquals(1, installed.events("detached").size());
    }

    @Test
    void aRestartedHostIsNotHandedWhatWasServed() throws Exception {
        attach(Installation.rare("beat")).close();
        for (int i = 0; i < 5; i++) {
            try (TickHost host = attachAgain()) {
                host.onTick("beat", ticks::add);
                if (i == 0) {
                    next();
                    quiet("beat");
                }
                assertEquals(i + 2, host.generation());
            }
        }
        assertTrue(ticks.isEmpty(), () -> "more ticks: " + ticks);
        assertEquals(1, installed.events("fired").size());
    }

    @Test
    void aSecondHostStandsByAndGetsNoTicks() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"));
                TickHost second = attachAgain()) {
            second.onTick("beat", tick -> ticks.add(null));
            assertFalse(second.isActive());
            assertEquals(0, second.generation());
            assertThrows(NotActiveException.class, () -> second.wake("beat", "hook:a"));
            host.onTick("beat", ticks::add);
            next();
            assertTrue(host.isActive());
        }
    }

    @Test
    void anOldGenerationCannotReleaseANewerLease() throws Exception {
        TickHost old = attach(Installation.rare("beat"));
        old.close();
        try (TickHost host = attachAgain()) {
            old.close();
            LeaseStore leases = new LeaseStore(installed.folder(), Processes.system());
            assertFalse(Attachment.detach(installed.folder(), 1, "", Machine.system()));
            assertTrue(leases.read().open());
            assertTrue(Files.exists(socket()));
            assertEquals(2, host.generation());
        }
    }

    @Test
    void aWakeIsServedAtOnceOrByTheHostsOwnTimerAfterTheSpacing() throws Exception {
        try (TickHost host = attach(Installation.rare("beat").spacing(Duration.ofMillis(400)))) {
            host.onTick("beat", ticks::add);
            next();
            long first = System.nanoTime();
            assertTrue(host.wake("beat", "exec-event"));
            ReceivedTick woken = next();
            assertEquals(List.of("exec-event"), woken.wakes());
            assertTrue(System.nanoTime() - first > 300_000_000, "spaced by the timer");
            assertThrows(IllegalArgumentException.class, () -> host.wake("beat", "a b"));
            assertThrows(IOException.class, () -> host.wake("nobody", "x"));
        }
    }

    @Test
    void wakesFromManyThreadsAreAllFollowedByATick() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            AtomicInteger lastSeen = new AtomicInteger();
            host.onTick("beat", tick -> {
                for (String reason : tick.wakes()) {
                    lastSeen.accumulateAndGet(1, Integer::sum);
                    ticks.add(tick);
                    assertFalse(reason.isEmpty());
                }
            });
            Thread[] threads = new Thread[4];
            for (int t = 0; t < threads.length; t++) {
                int number = t;
                threads[t] = new Thread(() -> {
                    for (int i = 0; i < 10; i++) {
                        try {
                            host.wake("beat", "r" + number + "-" + i);
                        } catch (IOException unexpected) {
                            throw new IllegalStateException(unexpected);
                        }
                    }
                });
                threads[t].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            Eventually.holds("every wake is served", () -> lastSeen.get() == 40);
            quiet("beat");
        }
    }

    @Test
    void aHandlerThatThrowsIsRetriedByTheHostItself() throws Exception {
        Schedule.Builder schedule =
                Installation.rare("beat").retry(new Retry(1, Duration.ofMillis(50), Duration.ofMillis(50)));
        try (TickHost host = attach(schedule)) {
            host.onTick("beat", tick -> {
                ticks.add(tick);
                throw new IllegalStateException("no disk");
            });
            assertEquals(1, next().attempt());
            assertEquals(2, next().attempt());
            quiet("beat");
        }
        assertEquals("no disk", installed.events("failed").get(0).text("why"));
        assertEquals(2, installed.events("failed").size());
    }

    @Test
    void aHandlerIsInterruptedAfterItsTimeoutAndTheTickFails() throws Exception {
        try (TickHost host = attach(Installation.rare("beat").timeout(Duration.ofMillis(50)))) {
            CountDownLatch never = new CountDownLatch(1);
            host.onTick("beat", tick -> never.await());
            quiet("beat");
        }
        assertTrue(installed.events("failed").get(0).text("why").startsWith("interrupted after its timeout"));
    }

    @Test
    void workInHandIsWaitedForThenAskedForACheckpoint() throws Exception {
        try (TickHost host = attach(Installation.rare("beat").grace(Duration.ofMillis(50)));
                Work work = host.beginWork("agent-7")) {
            CountDownLatch saved = new CountDownLatch(1);
            work.onCheckpoint(saved::countDown);
            host.onTick("beat", ticks::add);
            next();
            assertEquals(0, saved.getCount(), "saved before the handler ran");
        }
    }

    @Test
    void workThatEndsWithinGraceLetsTheTickRunWithoutACheckpoint() throws Exception {
        try (TickHost host = attach(Installation.rare("beat").grace(Duration.ofSeconds(30)))) {
            Work work = host.beginWork("agent-7");
            work.onCheckpoint(() -> {
                throw new IllegalStateException("not asked for");
            });
            host.onTick("beat", ticks::add);
            Eventually.holds(
                    "the tick is in flight",
                    () -> installed.state("beat") != null
                            && !installed.state("beat").inFlight().isEmpty());
            assertTrue(ticks.isEmpty());
            work.close();
            next();
        }
    }

    @Test
    void workThatRefusesItsCheckpointPutsTheTickOffUntilTheHostsOwnTimerTriesAgain() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"));
                Work work = host.beginWork("agent-7")) {
            work.onCheckpoint(() -> {
                throw new IllegalStateException("not now");
            });
            host.onTick("beat", ticks::add);
            Eventually.holds(
                    "it is put off", () -> !installed.events("deferred").isEmpty());
            quiet("beat");
            assertTrue(installed.events("deferred").get(0).text("why").contains("not now"));
            assertEquals(1, installed.state("beat").redeliveries().size());
            Eventually.holds(
                    "an alarm is set",
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .anyMatch(thread -> thread.getName().equals("tickover-timer")));
        }
        assertTrue(ticks.isEmpty());
    }

    @Test
    void closingAStaleRegistrationLeavesItsSuccessorsHandler() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            Registration stale = host.onTick("beat", ticks::add);
            next();
            quiet("beat");
            host.onTick("beat", tick -> ticks.add(tick));
            stale.close();
            host.wake("beat", "manual");
            next();
        }
    }

    @Test
    void closingWaitsForHandlersAndForWhatTheyCameToToBeWrittenDown() throws Exception {
        for (int round = 0; round < 10; round++) {
            TickHost host = round == 0 ? attach(Installation.rare("beat")) : attachAgain();
            host.onTick("beat", ticks::add);
            host.wake("beat", "round-" + round);
            next();
            host.close();
            assertEquals(List.of(), installed.state("beat").inFlight(), "round " + round);
            ticks.clear();
        }
    }

    @Test
    void anInterruptedThreadCanStillGiveTheLeaseBack() throws Exception {
        TickHost host = attach(Installation.rare("beat"));
        Thread.currentThread().interrupt();
        host.close();
        assertTrue(Thread.interrupted(), "and stays interrupted");
        assertFalse(
                new LeaseStore(installed.folder(), Processes.system()).read().open());
    }

    @Test
    void closingLeavesNoThreadAndNoSocketBehind() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (TickHost host = i == 0 ? attach(Installation.rare("beat")) : attachAgain()) {
                host.onTick("beat", ticks::add);
                host.wake("beat", "hook:a");
            }
        }
        assertFalse(Files.exists(socket()));
        Eventually.holds(
                "no thread is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("tickover-")));
    }

    @Test
    void aStateThatCannotBeReadDoesNotDeafenTheHostForEver() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            Path compiled = installed.folder().schedule("beat").toPath();
            byte[] whole = SmallFiles.read(compiled.toFile());
            Files.write(compiled, new byte[] {1, 2, 3});
            host.onTick("beat", ticks::add);
            Eventually.holds(
                    "the look has failed",
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals("tickover-pulse-beat")));
            Files.write(compiled, whole);
            host.wake("beat", "manual");
            next();
        }
    }
}
