package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Outcome;
import dev.tickover.machine.Processes;
import dev.tickover.policy.Step;
import dev.tickover.state.LeaseStore;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.Installation;
import dev.tickover.tick.Machine;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.SocketDelivery;
import dev.tickover.tick.WakeRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts that are closed by what they themselves run. */
@Timeout(60)
class ClosingTest extends AttachedHosts {

    /** Half of what closing waits for handlers at the most. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final BlockingQueue<Duration> took = new LinkedBlockingQueue<>();

    private void close(TickHost host) {
        long begun = System.nanoTime();
        try {
            host.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        took.add(Duration.ofNanos(System.nanoTime() - begun));
    }

    private void assertClosedAtOnce() throws Exception {
        Duration time = took.take();
        assertTrue(time.compareTo(AT_ONCE) < 0, () -> "it waited for itself: " + time);
        Eventually.holds("detached", () -> installed.events("detached").size() == 1);
        assertFalse(
                new LeaseStore(installed.folder(), Processes.system()).read().open());
    }

    private void assertTickCounts() throws Exception {
        assertEquals(1, installed.events("completed").size());
        assertTrue(installed.state("beat").inFlight().isEmpty());
        assertTrue(installed.state("beat").redeliveries().isEmpty());
    }

    @Test
    void aHandlerThatClosesItsHostDoesNotWaitForItselfAndItsTickCounts() throws Exception {
        TickHost host = attach(Installation.rare("beat"));
        host.onTick("beat", tick -> {
            close(host);
            ticks.add(tick);
        });
        assertClosedAtOnce();
        next();
        assertTickCounts();
    }

    @Test
    void soDoesOneWhoseTickCameFromOutside() throws Exception {
        TickHost host = attach(Installation.rare("beat"));
        CountDownLatch first = new CountDownLatch(1);
        Registration registration = host.onTick("beat", tick -> first.countDown());
        first.await();
        quiet("beat");
        registration.close();
        host.onTick("beat", tick -> close(host));
        quiet("beat");
        Machine machine = Machine.system();
        WakeRequest.accept(installed.folder(), "beat", "hook:a", machine);
        SocketDelivery delivery = new SocketDelivery(installed.folder(), machine, 5_000);
        Step step = new SchedulePulse(installed.folder(), "beat", machine, delivery).step();
        assertInstanceOf(
                Outcome.Done.class, assertInstanceOf(Step.Ticked.class, step).outcome());
        assertClosedAtOnce();
    }

    @Test
    void soDoesAListener() throws Exception {
        TickHost host = attach(Installation.rare("beat"));
        host.onEvent(event -> {
            if (event instanceof HostEvent.TickCompleted) {
                close(host);
            }
        });
        host.onTick("beat", ticks::add);
        next();
        assertClosedAtOnce();
        assertTickCounts();
    }

    @Test
    void whoeverClosesItMeanwhileWaitsUntilItHasDetached() throws Exception {
        TickHost host = attach(Installation.rare("beat"));
        CountDownLatch end = new CountDownLatch(1);
        host.onTick("beat", tick -> {
            close(host);
            end.await();
        });
        took.take();
        Thread other = new Thread(() -> close(host), "other");
        other.start();
        Eventually.holds(
                "it waits",
                () -> other.getState() == Thread.State.WAITING || other.getState() == Thread.State.TIMED_WAITING);
        end.countDown();
        other.join();
        assertTickCounts();
        assertTrue(
                !new LeaseStore(installed.folder(), Processes.system()).read().open());
    }
}
