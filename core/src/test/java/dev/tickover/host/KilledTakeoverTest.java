package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Tick;
import dev.tickover.state.History;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.Installation;
import dev.tickover.testing.Jvm;
import dev.tickover.testing.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Take-overs that are killed at some point: by strace(1) at a system call that changes something, or without it at some
 * moment. The normal run takes a few points, another few each day; {@code -Dtickover.thorough=true} takes all.
 */
@Tag("real-process")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class KilledTakeoverTest extends AttachedHosts {

    /** The calls that change files, locks and connections. */
    private static final String CALLS =
            "openat,write,pwrite64,fsync,fdatasync,rename,unlink,unlinkat,fcntl,bind,listen,"
                    + "connect,sendto,close,mkdir,ftruncate";

    /** Beyond this many of one thread the take-over is through. */
    private static final int MOST_CALLS = 240;

    private static final long LONGEST_NANOS = 400_000_000;

    /** Each tick that a handler was given, with its attempt. */
    private final List<String> attempts = new ArrayList<>();

    private static boolean hasStrace() {
        try {
            Process strace = new ProcessBuilder("strace", "-e", "trace=none", "true").start();
            return strace.waitFor() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    @Timeout(1800)
    void whateverPointATakeOverIsKilledAtAnotherHostGoesOnAndNothingIsDoneTwice() throws Exception {
        boolean straces = hasStrace();
        Random random = new Random(Share.firstSeed(1));
        TickHost host = attach(Installation.rare("beat"));
        host.onTick("beat", this::ticked);
        quiet("beat");
        long generation = host.generation();
        int cutOff = 0;
        for (int point = 1; point <= MOST_CALLS; point++) {
            if (!Share.has(point, 12)) {
                continue;
            }
            String what = "point " + point + (straces ? "" : " at random") + Share.text();
            boolean isAlone = random.nextInt(4) == 0;
            if (isAlone) {
                host.close();
            }
            try (Jvm taking = Jvm.start(home, List.of(), TakingOverHost.class)) {
                taking.lineThatBegins("ready");
                Process strace = straces ? killerAt(taking, point) : null;
                taking.says("go");
                if (!straces) {
                    LockSupport.parkNanos(random.nextLong(LONGEST_NANOS));
                    taking.crash();
                }
                cutOff += isCutOff(taking) ? 1 : 0;
                taking.crash();
                if (straces) {
                    strace.waitFor();
                }
            }
            if (isAlone) {
                host = attachAgain();
                host.onTick("beat", this::ticked);
            }
            TickHost standing = host;
            String reason = "after:" + point;
            Eventually.holds("a host is active again, " + what, standing::isActive);
            Eventually.holds("it may write, " + what, () -> isAccepted(standing, reason));
            assertTrue(host.generation() >= generation, what);
            generation = host.generation();
            Eventually.holds(
                    "all is served, " + what,
                    () -> installed.state("beat").wakes().isEmpty()
                            && installed.state("beat").inFlight().isEmpty()
                            && installed.state("beat").redeliveries().isEmpty());
        }
        host.close();
        assertTrue(cutOff > 0, "no take-over was killed before it was through");
        assertEquals(List.of(), new Terms(installed).overlaps());
        assertEachAttemptOnce();
        Eventually.holds(
                "no thread is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("tickover-standby")));
    }

    /** It may not have learned yet that it was replaced. */
    private static boolean isAccepted(TickHost host, String reason) throws IOException {
        try {
            return host.wake("beat", reason);
        } catch (NotActiveException replaced) {
            return false;
        }
    }

    /** Kills it at the so-many-th system call of any of its threads. */
    private static Process killerAt(Jvm taking, int point) throws Exception {
        Process strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-qq",
                        "-e",
                        "trace=" + CALLS,
                        "-e",
                        "inject=" + CALLS + ":signal=KILL:when=" + point,
                        "-o",
                        "/dev/null",
                        "-p",
                        Long.toString(taking.pid()))
                .redirectErrorStream(true)
                .start();
        Eventually.holds("it is traced", () -> isTraced(taking.pid()));
        return strace;
    }

    private static boolean isTraced(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.noneMatch(thread -> statusOf(thread).contains("TracerPid:\t0\n"));
        }
    }

    private static String statusOf(Path thread) {
        try {
            return Files.readString(thread.resolve("status"));
        } catch (IOException ended) {
            return "";
        }
    }

    /** Reads what it says until it is killed, or is through with its take-over; returns true if it was killed before. */
    private boolean isCutOff(Jvm taking) throws IOException {
        String line = taking.line();
        while (line != null && !line.startsWith("active ")) {
            if (line.startsWith("tick ")) {
                began(line.substring(5));
            }
            line = taking.line();
        }
        return line == null;
    }

    private void ticked(ReceivedTick tick) {
        began(tick.id() + " " + tick.attempt());
    }

    private void began(String attempt) {
        synchronized (attempts) {
            attempts.add(attempt);
        }
    }

    private void assertEachAttemptOnce() throws IOException {
        synchronized (attempts) {
            assertEquals(attempts.size(), Set.copyOf(attempts).size(), attempts::toString);
        }
        Map<String, Integer> fired = new HashMap<>();
        new History(installed.folder()).forEach(line -> {
            if (line.event() instanceof HistoryEvent.Fired of) {
                Tick tick = of.tick();
                assertEquals(fired.merge(tick.id(), 1, Integer::sum), tick.attempt(), tick::id);
            }
        });
    }
}
