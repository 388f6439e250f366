package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.machine.PowerSupply;
import dev.tickover.machine.Processes;
import dev.tickover.policy.Readiness;
import dev.tickover.policy.Stagger;
import dev.tickover.policy.Step;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.Schedule;
import dev.tickover.simulation.VirtualClocks;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.testing.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several schedules of one application that catch up together are not all started at once, whoever looks at them. */
class StaggeredPulsesTest {

    private final VirtualClocks clocks = new VirtualClocks(Instant.parse("2026-03-02T10:01:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path home;

    private Installation installed;

    /** A host that is there or not, and done at once. */
    private static final class Willing implements Delivery {
        private boolean ready = true;

        @Override
        public Readiness readiness() {
            return ready ? Readiness.READY : Readiness.missing(Reason.Kind.HOST_ABSENT, "no host is attached");
        }

        @Override
        public Outcome deliver(InstalledSchedule schedule, Tick tick, Runnable accepted) {
            accepted.run();
            return new Outcome.Done();
        }
    }

    private final Willing host = new Willing();

    /** Each look is that of a process of its own. */
    private Step look(String schedule) throws IOException {
        Machine machine = new Machine(clocks, Processes.system(), PowerSupply.UNKNOWN);
        return new SchedulePulse(installed.folder(), schedule, machine, host).step();
    }

    private static Schedule halfHourly(String name) {
        return Schedule.of(name, Every.of(Duration.ofMinutes(30)))
                .spacing(Duration.ZERO)
                .build();
    }

    @BeforeEach
    void sleepsThroughANight() throws IOException {
        installed = Installation.in(home, halfHourly("a"), halfHourly("b"), halfHourly("c"));
        for (String name : new String[] {"a", "b", "c"}) {
            assertInstanceOf(Step.Ticked.class, look(name), "the first tick of each waits for none");
        }
        clocks.pass(Duration.ofHours(8));
    }

    @Test
    void oneEveryFiveSecondsCatchesUpAndTheHistorySaysWhyTheOthersWait() throws IOException {
        Instant woken = clocks.wall();
        assertInstanceOf(Step.Ticked.class, look("b"));
        Step.Deferred second = assertInstanceOf(Step.Deferred.class, look("a"));
        assertEquals(woken.plusSeconds(5), second.until());
        assertEquals(Stagger.why(), second.why());
        Step.Deferred third = assertInstanceOf(Step.Deferred.class, look("c"));
        assertEquals(woken.plusSeconds(10), third.until());

        clocks.pass(Duration.ofSeconds(5));
        Step.Ticked tick = assertInstanceOf(Step.Ticked.class, look("a"));
        assertEquals(15, tick.tick().missed());
        assertEquals(third, look("c"), "looking again gives no later turn");
        clocks.pass(Duration.ofSeconds(5));
        assertInstanceOf(Step.Ticked.class, look("c"));
        assertEquals(2, installed.events("deferred").size());
        assertEquals(Stagger.why().text(), installed.events("deferred").get(0).text("why"));
    }

    @Test
    void anAbsentHostsSchedulesTakeTheirTurnsOnlyWhenItIsThere() throws IOException {
        host.ready = false;
        assertInstanceOf(Step.Held.class, look("a"));
        assertInstanceOf(Step.Held.class, look("b"));
        clocks.pass(Duration.ofMinutes(10));
        host.ready = true;
        assertInstanceOf(Step.Ticked.class, look("a"));
        assertInstanceOf(Step.Deferred.class, look("b"));
    }

    @Test
    void aTimelyTickWaitsForNoTurn() throws IOException {
        look("a");
        clocks.pass(Duration.ofMinutes(29));
        assertInstanceOf(Step.Ticked.class, look("a"));
    }
}
