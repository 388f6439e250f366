package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.Eventually;
import dev.tickover.testing.Installation;
import dev.tickover.testing.Jvm;
import dev.tickover.testing.ProcessUsage;
import dev.tickover.testing.RawPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("real-process")
@Timeout(60)
@EnabledOnOs(value = OS.LINUX, disabledReason = "it is read from /proc")
class IdleHostTest {

    private static final int LARGEST_HEAP = 1024 * 1024;

    @TempDir
    private Path home;

    @Test
    void anIdleHostIsOneThreadThatNothingWakesAndLittleHeap() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        try (Jvm host = Jvm.start(home, List.of(), IdleJvm.class, IdleJvm.HOST)) {
            String heap = host.lineThatBegins("heap: ");
            host.lineThatBegins("ready");
            // A busy machine may not have let it go to sleep yet.
            Eventually.holds("the host rests", () -> wakeUps(host) == wakeUpsSoonAfter(host));
            ProcessUsage before = ProcessUsage.of(host.pid());
            long end = System.nanoTime() + 3_000_000_000L;
            Eventually.holds("three seconds pass", () -> System.nanoTime() > end);
            ProcessUsage after = ProcessUsage.of(host.pid());
            assertEquals(1, threads(after), after::toString);
            assertEquals(before.wakeUpsOf("tickover"), after.wakeUpsOf("tickover"), "something woke the idle host");
            try (RawPeer peer = RawPeer.to(installed.folder().socket(1).toPath())) {
                assertTrue(peer.sends("{\"v\":1,\"op\":\"ping\"}\n").line().contains("alive"));
            }
            // Counted when it sleeps again, which is after its answer.
            Eventually.holds("its wake-up is counted", () -> wakeUps(host) > after.wakeUpsOf("tickover"));
            assertTrue(Long.parseLong(heap.split(" ")[1]) < LARGEST_HEAP, heap);
        }
    }

    @Test
    void tenStandbysBehindAnIdleHostWakeNothing() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        try (Jvm host = Jvm.start(home, List.of(), IdleJvm.class, IdleJvm.HOST)) {
            host.lineThatBegins("ready");
            try (Jvm standbys = Jvm.start(home, List.of(), IdleJvm.class, IdleJvm.STANDBYS)) {
                standbys.lineThatBegins("ready");
                Eventually.holds(
                        "all stand by", () -> installed.events("standby").size() == 10);
                for (Jvm each : List.of(host, standbys)) {
                    Eventually.holds("it rests", () -> wakeUps(each) == wakeUpsSoonAfter(each));
                }
                long before = wakeUps(host) + wakeUps(standbys);
                long end = System.nanoTime() + 5_000_000_000L;
                Eventually.holds("five seconds pass", () -> System.nanoTime() > end);
                ProcessUsage after = ProcessUsage.of(standbys.pid());
                assertEquals(20, threads(after), "each waits in one thread and is called in another");
                assertEquals(before, wakeUps(host) + wakeUps(standbys), "something woke a standby or its host");
            }
        }
    }

    private static long wakeUps(Jvm host) throws IOException {
        return ProcessUsage.of(host.pid()).wakeUpsOf("tickover");
    }

    private static long wakeUpsSoonAfter(Jvm host) throws IOException {
        LockSupport.parkNanos(200_000_000);
        return wakeUps(host);
    }

    private static long threads(ProcessUsage usage) {
        return usage.threads().stream()
                .filter(thread -> thread.name().startsWith("tickover"))
                .count();
    }
}
