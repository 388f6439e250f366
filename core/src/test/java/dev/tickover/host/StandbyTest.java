package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Outcome;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.LockHolder;
import dev.tickover.policy.Step;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.HostProcess;
import dev.tickover.testing.Installation;
import dev.tickover.testing.Jvm;
import dev.tickover.tick.Attachment;
import dev.tickover.tick.Machine;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.SocketDelivery;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Hosts that stand by behind another one of their process, and take over. */
@Timeout(120)
class StandbyTest extends AttachedHosts {

    private static final byte[] STATE = "page 12".getBytes(StandardCharsets.UTF_8);

    private static Queue<HostEvent> eventsOf(TickHost host) {
        Queue<HostEvent> events = new ConcurrentLinkedQueue<>();
        host.onEvent(event -> {
            if (event instanceof HostEvent.Active
                    || event instanceof HostEvent.Replaced
                    || event instanceof HostEvent.StandingBy) {
                events.add(event);
            }
        });
        return events;
    }

    private static void awaitActive(TickHost host) throws Exception {
        Eventually.holds("the host is active", host::isActive);
    }

    private static List<String> standbyThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tickover-standby"))
                .toList();
    }

    /** Returns the files of the hosts that stand by: of each its entry and its socket. */
    private List<String> standbys() {
        String[] names = installed.folder().standbys().list();
        return names == null ? List.of() : List.of(names);
    }

    /** What a host does that takes over on purpose. */
    private FutureTask<TickHost> takesOver() {
        FutureTask<TickHost> taking = new FutureTask<>(() -> attachAgain(Takeover.NOW));
        new Thread(taking, "takes-over").start();
        return taking;
    }

    @Test
    void aStandbyIsActiveWithinASecondAfterTheActiveOneHasClosedAndGetsWhatIsOwed() throws Exception {
        TickHost first = attach(Installation.rare("beat"));
        try (TickHost second = attachAgain()) {
            Queue<HostEvent> events = eventsOf(second);
            second.onTick("beat", ticks::add);
            first.close();
            long closed = System.nanoTime();
            awaitActive(second);
            Duration took = Duration.ofNanos(System.nanoTime() - closed);
            assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took::toString);
            assertEquals(1, next().attempt());
            assertEquals(List.of(new HostEvent.StandingBy(), new HostEvent.Active(2)), List.copyOf(events));
        }
    }

    @Test
    void aStandbyThatClosesLeavesNothingBehind() throws Exception {
        try (TickHost active = attach(Installation.rare("beat"))) {
            for (int i = 0; i < 10; i++) {
                TickHost standby = attachAgain();
                if (i > 0) {
                    Eventually.holds("it is registered", () -> standbys().size() == 2);
                }
                standby.close();
                assertEquals(List.of(), standbys());
                Eventually.holds("no thread is left", () -> standbyThreads().isEmpty());
                assertFalse(standby.isActive());
            }
            assertTrue(active.isActive());
        }
    }

    @Test
    void aHostThatWasReplacedOnPurposeStandsByAndBecomesActiveAgain() throws Exception {
        try (TickHost old = attach(Installation.rare("beat"))) {
            Queue<HostEvent> events = eventsOf(old);
            try (TickHost reloaded = attachAgain(Takeover.NOW)) {
                assertTrue(reloaded.isActive());
                assertEquals(2, reloaded.generation());
                Eventually.holds("it stands by", () -> events.size() == 3);
                assertFalse(old.isActive());
            }
            awaitActive(old);
            Eventually.holds("told", () -> events.size() == 4);
            assertEquals(
                    List.of(
                            new HostEvent.Active(1),
                            new HostEvent.Replaced(
                                    1,
                                    "generation 1 is no longer the host: process "
                                            + ProcessHandle.current().pid() + " took over, with generation 2"),
                            new HostEvent.StandingBy(),
                            new HostEvent.Active(3)),
                    List.copyOf(events));
        }
    }

    /** Neither the one that hands over nor one that stood by before is faster than the one that asked. */
    @Test
    void ofManyReloadsEachIsActiveAfterTheOneBeforeAndNobodyInBetween() throws Exception {
        Deque<TickHost> hosts = new ArrayDeque<>();
        hosts.add(attach(Installation.rare("beat")));
        for (int generation = 2; generation <= 20; generation++) {
            hosts.addFirst(attachAgain(Takeover.NOW));
            assertEquals(generation, hosts.getFirst().generation());
            if (hosts.size() > 3) {
                hosts.removeLast().close();
            }
        }
        for (TickHost host : hosts) {
            host.close();
        }
        assertEquals(List.of(), new Terms(installed).overlaps());
    }

    @Test
    void workInHandIsSavedBeforeTheHandOver() throws Exception {
        try (TickHost old = attach(Installation.rare("beat"))) {
            old.beginWork("agent-7").onCheckpoint(() -> STATE);
            try (TickHost reloaded = attachAgain(Takeover.NOW)) {
                assertArrayEquals(STATE, reloaded.checkpoint("agent-7").orElseThrow());
            }
        }
    }

    @Test
    void aHandlerThatEndsSoonAfterTheHandOverWasAskedForCompletesItsTick() throws Exception {
        TickHost old = attach(Installation.rare("beat"));
        for (int round = 1; round <= 10; round++) {
            CountDownLatch end = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            old.onTick("beat", tick -> {
                ticks.add(tick);
                end.await();
            });
            if (round > 1) {
                old.wake("beat", "hook:" + round);
            }
            assertEquals(1, next().attempt());
            old.beginWork("asked").onCheckpoint(() -> {
                asked.countDown();
                return STATE;
            });
            FutureTask<TickHost> taking = takesOver();
            asked.await();
            end.countDown();
            TickHost reloaded = taking.get();
            assertEquals(round, installed.events("completed").size());
            assertEquals(List.of(), installed.state("beat").redeliveries());
            assertEquals(List.of(), installed.state("beat").inFlight());
            old.close();
            old = reloaded;
        }
        old.close();
        assertTrue(ticks.isEmpty());
    }

    @Test
    void aTickWhoseHandlerGoesOnComesToTheNewHostAsTheSecondAttempt() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        TickHost old = attach(Installation.rare("beat"));
        old.onTick("beat", tick -> {
            ticks.add(tick);
            end.await();
        });
        String id = next().id();
        try (TickHost reloaded = attachAgain(Takeover.NOW)) {
            reloaded.onTick("beat", ticks::add);
            ReceivedTick again = next();
            assertEquals(id, again.id());
            assertEquals(2, again.attempt());
            Eventually.holds("completed", () -> installed.events("completed").size() == 1);
            end.countDown();
            old.close();
            assertEquals(1, installed.events("completed").size(), "the end of the first attempt counts no more");
        }
        assertTrue(ticks.isEmpty());
    }

    @Test
    void workOfAnEarlierTermSavesNothingAndHoldsNoTickBackThoughItsHostIsActiveAgain() throws Exception {
        try (TickHost host = attach(Installation.rare("beat"))) {
            host.onTick("beat", ticks::add);
            next();
            Work stale = host.beginWork("agent-7");
            stale.onCheckpoint(() -> "page 13".getBytes(StandardCharsets.UTF_8));
            stale.save(STATE);
            attachAgain(Takeover.NOW).close();
            Eventually.holds("it is active again", () -> host.generation() == 3);
            byte[] kept = host.checkpoint("agent-7").orElseThrow();
            assertThrows(NotActiveException.class, () -> stale.save(STATE));
            host.wake("beat", "hook:a");
            assertEquals(List.of("hook:a"), next().wakes());
            stale.close();
            assertArrayEquals(kept, host.checkpoint("agent-7").orElseThrow(), "whoever goes on with it needs it");
            Work next = host.beginWork("agent-7");
            next.save(STATE);
            next.close();
            assertTrue(host.checkpoint("agent-7").isEmpty());
        }
    }

    @Test
    void workThatBeganWhileItsHostStoodBySavesOnceThatIsActive() throws Exception {
        TickHost active = attach(Installation.rare("beat"));
        try (TickHost standby = attachAgain()) {
            Work work = standby.beginWork("agent-7");
            assertThrows(NotActiveException.class, () -> work.save(STATE));
            active.close();
            awaitActive(standby);
            work.save(STATE);
            assertArrayEquals(STATE, standby.checkpoint("agent-7").orElseThrow());
        }
    }

    @Test
    void oneOfManyStandbysTakesOverAndTheOthersStandByBehindIt() throws Exception {
        List<TickHost> hosts = new ArrayList<>();
        hosts.add(attach(Installation.rare("beat")));
        for (int i = 0; i < 9; i++) {
            hosts.add(attachAgain());
        }
        for (int generation = 1; generation <= 10; generation++) {
            Eventually.holds("one is active", () -> hosts.stream().anyMatch(TickHost::isActive));
            List<TickHost> active = hosts.stream().filter(TickHost::isActive).toList();
            assertEquals(1, active.size());
            assertEquals(generation, active.get(0).generation());
            active.get(0).close();
            hosts.remove(active.get(0));
        }
        assertEquals(List.of(), new Terms(installed).overlaps());
        assertEquals(List.of(), standbys());
    }

    @Test
    void aTickClientThatFoundAHostWhichIsGoneDeliversToTheNextOne() throws Exception {
        installed = Installation.in(home, Installation.rare("beat").build());
        Machine machine = Machine.system();
        // It never listens, as one does not that ends right after it has attached.
        Attachment.attach(installed.folder(), machine.processes().self(), home.toFile(), machine);
        FutureTask<Step> client = new FutureTask<>(() -> new SchedulePulse(
                        installed.folder(), "beat", machine, new SocketDelivery(installed.folder(), machine, 5_000))
                .step());
        new Thread(client, "client").start();
        Eventually.holds("the tick is in flight", () -> installed.state("beat") != null);
        try (TickHost host = attachAgain(Takeover.NOW)) {
            host.onTick("beat", ticks::add);
            Step.Ticked ticked = assertInstanceOf(Step.Ticked.class, client.get());
            assertInstanceOf(Outcome.Done.class, ticked.outcome());
            assertEquals(1, next().attempt());
        }
    }

    /** Whoever froze while it wrote the lease does not let anybody take it; a standby waits for as long as that takes. */
    @Test
    @Tag("real-process")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "no other system tells who holds a lock")
    void aStandbyThatFindsTheLeaseLockedByAFrozenProcessTriesAgain() throws Exception {
        installed = Installation.in(home, Installation.rare("beat").build());
        File lock = installed.folder().lockOf("lease");
        try (HostProcess active = HostProcess.start(home, "active")) {
            active.line("tick");
            quiet("beat");
            try (Jvm holder = Jvm.start(home, List.of(), LockHolder.class, lock.getPath())) {
                holder.lineThatBegins("held");
                holder.signal("STOP");
                try (TickHost early = attachAgain()) {
                    assertFalse(early.isActive());
                    active.crash();
                    assertThrows(FileLock.HeldTooLongException.class, () -> FileLock.take(lock));
                    holder.crash();
                    awaitActive(early);
                }
            }
        }
    }
}
