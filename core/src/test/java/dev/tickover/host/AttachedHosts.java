package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tickover.machine.Processes;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.Installation;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** Attaches real hosts in a folder of a test's own. */
abstract class AttachedHosts {

    private static final Executor THREADS = command -> new Thread(command, "handler").start();

    @TempDir
    Path home;

    final BlockingQueue<ReceivedTick> ticks = new LinkedBlockingQueue<>();
    Installation installed;

    TickHost attach(Schedule.Builder... schedules) throws IOException {
        return attach(THREADS, schedules);
    }

    TickHost attach(Executor executor, Schedule.Builder... schedules) throws IOException {
        Schedule[] built = new Schedule[schedules.length];
        for (int i = 0; i < built.length; i++) {
            built[i] = schedules[i].build();
        }
        installed = Installation.in(home, built);
        return TickHost.attach(Installation.APP, installed.folder(), executor, Takeover.WHEN_FREE, Machine.system());
    }

    TickHost attachAgain() throws IOException {
        return attachAgain(Takeover.WHEN_FREE);
    }

    TickHost attachAgain(Takeover takeover) throws IOException {
        return TickHost.attach(Installation.APP, installed.folder(), THREADS, takeover, Machine.system());
    }

    ReceivedTick next() throws InterruptedException {
        ReceivedTick tick = ticks.poll(20, TimeUnit.SECONDS);
        assertNotNull(tick, "no tick came");
        return tick;
    }

    Path socket() throws IOException {
        Lease lease = new LeaseStore(installed.folder(), Processes.system()).read();
        return Path.of(lease.socket());
    }

    void quiet(String schedule) throws Exception {
        Eventually.holds("nothing in flight, and the host's own look is over", () -> {
            var state = installed.state(schedule);
            // A look that is still under way may serve what the test does next before the test's own client does.
            boolean looks = Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("tickover-pulse-" + schedule));
            return state != null && state.inFlight().isEmpty() && state.wakes().isEmpty() && !looks;
        });
    }
}
