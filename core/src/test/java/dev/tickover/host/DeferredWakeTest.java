package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.ExitCode;
import dev.tickover.policy.Step;
import dev.tickover.testing.Installation;
import dev.tickover.tick.Machine;
import dev.tickover.tick.SchedulePulse;
import dev.tickover.tick.TickClient;
import dev.tickover.tick.WakeRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Wakes that come too soon: they are kept, whoever ends meanwhile, and served by whoever comes first. */
@Timeout(60)
class DeferredWakeTest extends AttachedHosts {

    private static final Duration SPACING = Duration.ofMillis(1_500);

    @Test
    void theyAreCoalescedSurviveTheirHostAndAreServedByTheNextOnesTimer() throws Exception {
        try (TickHost host = attach(Installation.rare("beat").spacing(SPACING))) {
            host.onTick("beat", ticks::add);
            next();
            quiet("beat");
            assertTrue(host.wake("beat", "hook:a"));
            assertTrue(host.wake("beat", "hook:b"));
            assertTrue(host.wake("beat", "hook:a"));
        }
        assertEquals(2, installed.state("beat").wakes().size(), "kept, the same reason once");
        try (TickHost host = attachAgain()) {
            host.onTick("beat", ticks::add);
            assertEquals(List.of("hook:a", "hook:b"), next().wakes());
            quiet("beat");
        }
        assertTrue(ticks.isEmpty(), "all by one tick");
    }

    @Test
    void withoutAHostsTimerTheNextSweepServesThem() throws Exception {
        installed = Installation.in(
                home,
                Installation.rare("beat").spacing(SPACING).run(List.of("true")).build());
        Machine machine = Machine.system();
        SchedulePulse look = SchedulePulse.extra(installed.folder(), "beat", machine, null, null);
        assertInstanceOf(Step.Ticked.class, look.step());
        WakeRequest.accept(installed.folder(), "beat", "hook:a", machine);
        assertInstanceOf(Step.Deferred.class, look.step());
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = TickClient.run(
                new PrintStream(err), "--dir", installed.folder().path().getPath(), "sweep");
        assertEquals(ExitCode.DONE, code, err::toString);
        assertEquals("hook:a", installed.events("completed").get(1).text("reason"));
        assertTrue(installed.state("beat").wakes().isEmpty());
    }
}
