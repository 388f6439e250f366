package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.host.WorkingHost;
import dev.tickover.machine.ExitCode;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import dev.tickover.schedule.WhenAbsent;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.HostProcess;
import dev.tickover.testing.Installation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("real-process")
@Timeout(90)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the host is started by env(1)")
class StartedOnceTest {

    private static final int PULSES = 8;

    @TempDir
    private Path home;

    @Test
    void anAbsentApplicationIsStartedOnceHoweverManyPulsesArriveMeanwhile() throws Exception {
        Path out = home.resolve("out");
        Installation installed = Installation.in(
                        home,
                        Installation.rare("beat").whenAbsent(WhenAbsent.START).build())
                .live(
                        new Liveness(Duration.ofMinutes(2), OnHung.REPORT, List.of(), Duration.ofMinutes(15)),
                        WorkingHost.command(home, out),
                        Map.of());
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CountDownLatch go = new CountDownLatch(1);
        Queue<Integer> codes = new ConcurrentLinkedQueue<>();
        List<Thread> pulses = new ArrayList<>();
        for (int i = 0; i < PULSES; i++) {
            String schedule = i % 2 == 0 ? "beat" : "sweep";
            Thread pulse = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException ended) {
                    return;
                }
                codes.add(TickClient.run(
                        new PrintStream(err), "--dir", installed.folder().path().getPath(), schedule));
            });
            pulse.start();
            pulses.add(pulse);
        }
        go.countDown();
        try {
            for (Thread pulse : pulses) {
                pulse.join();
            }
            Eventually.holds("completed", () -> installed.events("completed").size() == 1);
            // It may be attached, and not yet listen or have its handler: then it serves itself.
            assertTrue(Set.of(ExitCode.DONE, ExitCode.TRY_LATER).containsAll(codes), () -> codes + "\n" + err);
            List<String> lines = HostProcess.linesOf(out);
            assertEquals(
                    1,
                    lines.stream().filter(line -> line.startsWith("attached ")).count(),
                    lines::toString);
            assertEquals(
                    0,
                    lines.stream().filter(line -> line.startsWith("stands by ")).count(),
                    "a second was started");
            assertEquals(
                    1, lines.stream().filter(line -> line.startsWith("tick ")).count(), lines::toString);
        } finally {
            HostProcess.endDetached(out);
        }
    }
}
