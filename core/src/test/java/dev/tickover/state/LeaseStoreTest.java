package dev.tickover.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.event.HostChange;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LeaseStoreTest {

    private static final ProcessIdentity ONE = new ProcessIdentity(1, 10, "b");
    private static final ProcessIdentity TWO = new ProcessIdentity(2, 20, "b");

    @TempDir
    private Path temp;

    private final Set<ProcessIdentity> alive = new HashSet<>(Set.of(ONE, TWO));
    private AppFolder folder;
    private LeaseStore leases;

    /** Processes that live as long as the test says. */
    private final class Listed implements Processes {
        @Override
        public ProcessIdentity self() {
            return ONE;
        }

        @Override
        public ProcessIdentity find(long pid) {
            return alive.stream().filter(each -> each.pid() == pid).findFirst().orElse(null);
        }
    }

    @BeforeEach
    void create() throws IOException {
        folder = new AppFolder(temp.resolve("a").toFile());
        folder.create();
        leases = new LeaseStore(folder, new Listed());
    }

    private Lease take(ProcessIdentity process) throws Exception {
        return leases.take(process, Instant.EPOCH, temp.toFile(), 0, "");
    }

    @Test
    void theFirstLeaseIsGenerationOneAndEachNextOneMore() throws Exception {
        assertNull(leases.read());
        for (int generation = 1; generation <= 5; generation++) {
            Lease lease = take(ONE);
            assertEquals(generation, lease.generation());
            assertTrue(lease.socket().endsWith("host-" + generation + ".sock"));
            assertTrue(release(generation));
            assertFalse(leases.read().open());
            assertFalse(release(generation), "only once");
        }
    }

    /** A tick holds its schedule's lock while it asks for the lease: whoever took it the other way would never get it. */
    @Test
    @Timeout(20)
    @SuppressWarnings("try") // the tick's lock is held, not used
    void theFirstLeaseIsTakenThoughATickHoldsItsScheduleAndHasWrittenHistory() throws Exception {
        Ledgers ledgers = new Ledgers(folder.path().toPath());
        ledgers.commit("s", "b", "deferred");
        ScheduleStore schedule = new ScheduleStore(folder, "s");
        try (ScheduleStore.Transaction tick = schedule.begin(Ledgers.START, "b")) {
            assertNull(leases.read());
            Lease[] taken = new Lease[1];
            Thread host = new Thread(() -> {
                try {
                    taken[0] = take(ONE);
                } catch (Exception refused) {
                    throw new IllegalStateException(refused);
                }
            });
            host.start();
            host.join();
            assertEquals(1, taken[0].generation());
            assertEquals(1, leases.read().generation());
        }
    }

    @Test
    void aLeaseThatIsHeldIsRefusedWithItsHolder() throws Exception {
        take(ONE);
        LeaseStore.LeaseHeldException held = assertThrows(LeaseStore.LeaseHeldException.class, () -> take(TWO));
        assertEquals(ONE, held.lease().process());
        assertEquals("process 1 is attached already, with generation 1", held.getMessage());
    }

    @Test
    void aDeadHoldersLeaseIsTakenOverWithItsSocketRemoved() throws Exception {
        Path stale = Path.of(take(ONE).socket());
        Files.writeString(stale, "");
        alive.remove(ONE);
        assertEquals(2, take(TWO).generation());
        assertFalse(Files.exists(stale));
        assertFalse(release(1), "the old generation changes nothing");
        assertTrue(leases.isHeld(leases.read()));
    }

    @Test
    void aPidThatIsUsedAgainDoesNotHoldTheLease() throws Exception {
        take(ONE);
        alive.remove(ONE);
        alive.add(new ProcessIdentity(1, 11, "b"));
        assertEquals(2, take(TWO).generation());
    }

    @Test
    void aDamagedLeaseNeverBringsAGenerationBack() throws Exception {
        take(ONE);
        release(1);
        take(ONE);
        damage();
        assertEquals(1, leases.read().generation(), "whoever reads first sets it aside");
        assertEquals(3, take(TWO).generation());
    }

    @Test
    void ifTheFormerOneIsDamagedTooTheGenerationStillGrows() throws Exception {
        take(ONE);
        damage();
        assertNull(leases.read());
        Lease lease = leases.take(TWO, Instant.parse("2026-03-02T10:30:00Z"), temp.toFile(), 0, "");
        assertTrue(lease.generation() > 1_000_000, () -> "generation " + lease.generation());
        assertTrue(release(lease.generation()));
        assertEquals(lease.generation() + 1, take(TWO).generation());
    }

    private boolean release(long generation) throws IOException {
        return leases.release(generation, HostChange.DETACHED, Instant.EPOCH, "");
    }

    /** Damages the file, and removes the history, from which it would be put together. */
    private void damage() throws IOException {
        Files.delete(folder.history().toPath());
        byte[] damaged = SmallFiles.read(folder.lease());
        damaged[20] ^= 1;
        Files.write(folder.lease().toPath(), damaged);
    }

    @Test
    void aSocketWhosePathWouldBeTooLongGoesElsewhere() throws Exception {
        AppFolder deep = new AppFolder(new File(temp.toFile(), "d".repeat(120)));
        deep.create();
        LeaseStore store = new LeaseStore(deep, new Listed());
        File sockets = new File("/tmp");
        assertTrue(store.take(ONE, Instant.EPOCH, sockets, 0, "").socket().startsWith("/tmp/tickover-"));
        alive.remove(ONE);
        File tooDeep = new File("/" + "e".repeat(100));
        IOException error = assertThrows(IOException.class, () -> store.take(TWO, Instant.EPOCH, tooDeep, 0, ""));
        assertTrue(error.getMessage().contains("XDG_RUNTIME_DIR"), error.getMessage());
    }
}
