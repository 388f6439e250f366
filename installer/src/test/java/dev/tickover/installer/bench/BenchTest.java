package dev.tickover.installer.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickover.installer.install.ExecCommandRunner;
import dev.tickover.installer.runtime.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    void pairsRunInTurnAndTheWarmUpsAreNotCounted() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/true")) && Files.exists(Path.of("/proc/self/stat")));
        List<String> order = new ArrayList<>();
        Pairs pairs = Pairs.measure(() -> next(order, "tick"), () -> next(order, "yardstick"), 4);
        assertEquals(14, order.size(), "three warm-ups and four pairs");
        for (int i = 0; i < order.size(); i++) {
            assertEquals(i % 2 == 0 ? "yardstick" : "tick", order.get(i));
        }
        assertTrue(pairs.wall() > 0 && pairs.wallMs() > 0 && pairs.yardstickMs() > 0, pairs.toString());
    }

    private static List<String> next(List<String> order, String which) {
        order.add(which);
        return List.of("/bin/true");
    }

    @Test
    void aTickThatFailsIsNoMeasurement() {
        assumeTrue(Files.exists(Path.of("/bin/false")) && Files.exists(Path.of("/proc/self/stat")));
        assertThrows(IOException.class, () -> Stopwatch.run(List.of("/bin/false")));
    }

    @Test
    void aJvmHeldMemoryAndTookTime() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
        assertTrue(Stopwatch.peakKib(List.of(JAVA, "-Xmx32m", "--version")) > 8_000);
        assertTrue(Stopwatch.run(List.of(JAVA, "-Xmx32m", "--version")).wallMs() > 1);
    }

    @Test
    void theSocketsAreMeasuredAgainstABareEcho() throws Exception {
        try (Training training = new Training(new ExecCommandRunner(), List.of(JAVA, "--version"), Instant.now())) {
            SocketBench.Result result = SocketBench.measure(training);
            assertTrue(result.echoMicros() > 0 && result.tickMicros() > 0, result.toString());
        }
    }

    @Test
    void theMedianIsTheOneInTheMiddle() {
        assertEquals(2.0, Pairs.median(List.of(9.0, 1.0, 2.0)));
    }
}
