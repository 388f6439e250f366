package dev.tickover.benchmarks.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Platform;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.tick.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimerBenchTest {

    private static final Instant DUE = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path temporary;

    @Test
    void withoutAUserManagerItSaysSoAndWritesNothing() throws Exception {
        Environment environment = new Environment(OperatingSystem.LINUX, Map.of(), Optional.of(temporary), "me", false);
        Platform platform = new Platform(
                environment, Machine.system(), command -> new CommandResult.CannotStart("no such program"));
        List<String> lines = new ArrayList<>();
        Path home = temporary.resolve("bench");
        new TimerBench(platform, Backends.find(), Path.of(System.getProperty("java.home")), home, lines::add).run(5);
        assertTrue(lines.get(lines.size() - 1).startsWith("  no systemd user manager here: "), lines::toString);
        assertFalse(Files.exists(home));
        try (var left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void partsAddUpToTheWhole() {
        Latency latency = Latency.of(DUE, DUE.plusMillis(500), DUE.plusMillis(540), DUE.plusMillis(565));
        assertEquals(new Latency(500, 40, 25), latency);
        assertEquals(565, latency.whole());
    }

    @Test
    void tableHasTheMedianAndTheWorstOfEachPart() {
        List<String> table =
                Latency.table(List.of(new Latency(500, 40, 25), new Latency(100, 60, 5), new Latency(900, 50, 15)));
        assertEquals(
                "  due to tick client begun      500 ms   900 ms", table.get(1).substring(0, 47));
        assertEquals(
                "  begun to in flight             50 ms    60 ms", table.get(2).substring(0, 47));
        assertEquals(
                "  in flight to handler           15 ms    25 ms", table.get(3).substring(0, 47));
        assertEquals("  due to handler                565 ms   965 ms", table.get(4));
    }

    @Test
    void heardTickIsReadAsItWasSaid() {
        HeardTick tick = new HeardTick("beat@2026-11-21T10:00:00Z", DUE, DUE.plusNanos(123_456_789));
        assertEquals(Optional.of(tick), HeardTick.of(tick.line()));
        assertEquals(Optional.empty(), HeardTick.of("attached"));
        assertEquals(Optional.empty(), HeardTick.of("Picked up JAVA_TOOL_OPTIONS: -Dx=y"));
    }
}
