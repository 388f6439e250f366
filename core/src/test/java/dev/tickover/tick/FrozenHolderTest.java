package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.json.JsonLine;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.LockHolder;
import dev.tickover.testing.Installation;
import dev.tickover.testing.Jvm;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process, a host perhaps, that froze while it wrote: it holds a lock, and nothing can be written. */
@Tag("real-process")
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "no other system tells who holds a lock")
@SuppressWarnings("try") // the lock is held, not used
class FrozenHolderTest {

    /** Less than half of what is waited for a holder that is merely slow. */
    private static final Duration SOON = Duration.ofSeconds(14);

    @TempDir
    private Path home;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Jvm frozen(File lock) throws Exception {
        Jvm holder = Jvm.start(home, List.of(), LockHolder.class, lock.getPath());
        holder.lineThatBegins("held");
        holder.signal("STOP");
        return holder;
    }

    private int pulse(Installation installed, String schedule) {
        return TickClient.run(
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "--dir",
                installed.folder().path().getPath(),
                schedule);
    }

    @Test
    void aPulseGivesUpSoonAndTellsWhoHoldsItUpOncePerEpisode() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        assertEquals(ExitCode.DONE, pulse(installed, "beat"));
        try (Jvm holder = frozen(installed.folder().lock("beat"))) {
            for (int i = 0; i < 2; i++) {
                assertEquals(ExitCode.TRY_LATER, assertTimeout(SOON, () -> pulse(installed, "beat")));
            }
            String why = "process " + holder.pid() + " holds "
                    + installed.folder().lock("beat") + ", and is frozen: it is stopped by a signal or a debugger";
            List<JsonLine> told = installed.events("blocked");
            assertEquals(1, told.size());
            assertEquals("beat", told.get(0).text("schedule"));
            assertEquals(why, told.get(0).text("why"));
            assertTrue(err.toString(StandardCharsets.UTF_8).contains("tickover: " + why), err::toString);
            holder.signal("CONT");
            holder.endInput();
            assertEquals(0, holder.exitCode());
        }
        assertEquals(ExitCode.DONE, pulse(installed, "beat"));
    }

    @Test
    void aSweepTriesAgainLaterAndLooksAtTheOthers() throws Exception {
        Installation installed = Installation.in(
                home,
                Installation.rare("beat").build(),
                Installation.rare("other").run(List.of("true")).build());
        try (Jvm holder = frozen(installed.folder().lock("beat"))) {
            assertEquals(ExitCode.TRY_LATER, assertTimeout(SOON, () -> pulse(installed, "sweep")));
            assertEquals(1, installed.events("completed").size(), "the other one's");
            assertEquals(1, installed.events("blocked").size());
        }
    }

    @Test
    void whoOnlyLooksNeedsNoLock() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        assertEquals(ExitCode.DONE, pulse(installed, "beat"));
        try (Jvm holder = frozen(installed.folder().lock("beat"))) {
            assertTrue(assertTimeout(Duration.ofSeconds(1), () -> installed.state("beat")) != null);
        }
    }
}
