package dev.tickover.benchmarks.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no getrusage")
class ChildrenTimeTest {

    @Test
    void aChildThatIsOverIsCountedMoreFinelyThanInTicks() throws Exception {
        double finest = Double.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            double before = ChildrenTime.millis().orElseThrow();
            assertEquals(0, new ProcessBuilder("true").start().waitFor());
            double took = ChildrenTime.millis().orElseThrow() - before;
            assertTrue(took > 0, "call " + i);
            finest = Math.min(finest, took);
        }
        assertTrue(finest < 10, "no less than a clock tick: " + finest);
    }
}
