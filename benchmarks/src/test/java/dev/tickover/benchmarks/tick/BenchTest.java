package dev.tickover.benchmarks.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickover.installer.install.ExecCommandRunner;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.runtime.Training;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    @TempDir
    private Path home;

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
        try (Training training = new Training(new ExecCommandRunner(), List.of(JAVA, "--version"), Machine.system())) {
            SocketBench.Result result = SocketBench.measure(training);
            assertTrue(result.echoMicros() > 0 && result.tickMicros() > 0, result.toString());
        }
    }

    @Test
    void otherLanguagesThatAreThereDoTheSameWorkWithTheSameHost() throws Exception {
        assumeTrue(Environment.current().system() == OperatingSystem.LINUX);
        ExecCommandRunner runner = new ExecCommandRunner();
        Platform platform = new Platform(Environment.current(), Machine.system(), runner);
        try (Training training = new Training(runner, List.of(JAVA, "--version"), Machine.system())) {
            Map<String, List<String>> commands = new OtherLanguages(platform, home).commands();
            assumeTrue(!commands.isEmpty(), "there is neither python3 nor cc");
            for (List<String> language : commands.values()) {
                List<String> command = new ArrayList<>(language);
                command.addAll(List.of(training.state().toString(), SocketBench.socketOf(training)));
                for (int i = 0; i < 2; i++) {
                    Stopwatch.run(command);
                    String state = Files.readString(training.state().resolve("compared.state"));
                    assertTrue(state.contains("event=completed\ncrc32="), state);
                }
            }
            long lines = Files.readAllLines(training.state().resolve("compared.jsonl"))
                    .size();
            assertEquals(4L * commands.size(), lines, "each tick fired and completed");
        }
    }

    @Test
    void theMedianIsTheOneInTheMiddle() {
        assertEquals(2.0, Pairs.median(List.of(9.0, 1.0, 2.0)));
    }
}
