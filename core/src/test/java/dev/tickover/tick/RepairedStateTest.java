package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.policy.Readiness;
import dev.tickover.policy.Step;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.testing.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged state is told, never a crash and never a burst. */
class RepairedStateTest {

    @TempDir
    private Path home;

    /** A host that is always there and done at once. */
    private static final class Willing implements Delivery {
        @Override
        public Readiness readiness() {
            return Readiness.READY;
        }

        @Override
        public Outcome deliver(InstalledSchedule schedule, Tick tick, Runnable accepted) {
            accepted.run();
            return new Outcome.Done();
        }
    }

    private Step step(Installation installed) throws IOException {
        return new SchedulePulse(installed.folder(), "beat", Machine.system(), new Willing()).step();
    }

    @Test
    void afterADamagedStateTheSpacingCountsFromNow() throws IOException {
        Installation installed = Installation.in(
                home, Installation.rare("beat").spacing(Duration.ofMinutes(5)).build());
        assertInstanceOf(Step.Ticked.class, step(installed));
        Path state = installed.folder().state("beat").toPath();
        Path former = Path.of(state + ".former");
        Files.write(state, new byte[] {7});
        Files.write(former, new byte[] {7});
        // Until something may be due again no pulse reads the state; this one is to.
        Files.deleteIfExists(installed.folder().quiet("beat").toPath());
        Step.Deferred deferred = assertInstanceOf(Step.Deferred.class, step(installed));
        assertEquals(Reason.Kind.SPACING, deferred.why().kind());
        assertTrue(deferred.why().text().startsWith("spacing"), deferred.why().text());
        assertEquals(2, installed.events("repaired").size());
        assertInstanceOf(Step.Deferred.class, step(installed));
        assertEquals(2, installed.events("repaired").size(), "told once");
        assertEquals(1, installed.events("fired").size());
    }
}
