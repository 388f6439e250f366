package dev.tickover.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.Jvm;
import dev.tickover.testing.SecondLoader;
import java.io.File;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("try")
class FileLockTest {

    @TempDir
    private Path folder;

    @Test
    void threadsTakeTurns() throws Exception {
        File path = folder.resolve("lock").toFile();
        int[] count = new int[1];
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 100; i++) {
                    try (FileLock lock = FileLock.take(path)) {
                        count[0]++;
                    } catch (IOException unexpected) {
                        throw new IllegalStateException(unexpected);
                    }
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(400, count[0]);
    }

    /** Where the library is loaded twice, neither loader frees the lock of the other by closing the file. */
    @Test
    @Tag("real-process")
    void threadsOfTwoClassLoadersAndAnotherProcessTakeTurns() throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (URLClassLoader second = SecondLoader.of(FileLock.class, CountingProcess.class);
                Jvm other = Jvm.start(folder, List.of(), CountingProcess.class, folder.toString(), "400")) {
            for (ClassLoader loader : List.of(second, getClass().getClassLoader(), second)) {
                IntConsumer counting = (IntConsumer) loader.loadClass(CountingProcess.class.getName())
                        .getConstructor(Path.class)
                        .newInstance(folder);
                threads.add(new Thread(() -> counting.accept(400)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(0, other.exitCode());
        }
        assertEquals("1600", Files.readString(folder.resolve("count")));
    }

    @Test
    @Tag("real-process")
    void aProcessThatHoldsItAndIsFrozenDoesNotHoldUpOthersForEverAndADeadOneNotAtAll() throws Exception {
        File path = folder.resolve("lock").toFile();
        try (Jvm holder = Jvm.start(folder, List.of(), LockHolder.class, path.toString())) {
            holder.lineThatBegins("held");
            IOException held = assertThrows(FileLock.HeldTooLongException.class, () -> FileLock.take(path, 100));
            assertTrue(held.getMessage().contains(path.toString()));
            holder.crash();
            FileLock.take(path, 100).close();
        }
    }

    @Test
    @Tag("real-process")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "no other system tells who holds a lock")
    void aHolderThatIsKnownToBeFrozenIsNotWaitedForAndNamedWithWhatFreezesIt() throws Exception {
        File path = folder.resolve("lock of Zoë").toFile();
        try (Jvm holder = Jvm.start(folder, List.of(), LockHolder.class, path.toString())) {
            holder.lineThatBegins("held");
            IOException slow = assertThrows(FileLock.HeldTooLongException.class, () -> FileLock.take(path, 3_500));
            assertEquals("another process does not let go of " + path + "; it may be frozen", slow.getMessage());
            holder.signal("STOP");
            IOException frozen = assertTimeout(
                    Duration.ofSeconds(15),
                    () -> assertThrows(FileLock.HeldTooLongException.class, () -> FileLock.take(path)));
            assertEquals(
                    "process " + holder.pid() + " holds " + path
                            + ", and is frozen: it is stopped by a signal or a debugger",
                    frozen.getMessage());
            holder.signal("CONT");
            holder.endInput();
            FileLock.take(path).close();
        }
    }

    @Test
    void locksThatAreTakenInEitherOrderAreFoundThoughNobodyWaits() throws IOException {
        File first = folder.resolve("first").toFile();
        File second = folder.resolve("second").toFile();
        File third = folder.resolve("third").toFile();
        try (FileLock outer = FileLock.take(first);
                FileLock inner = FileLock.take(second)) {
            FileLock.take(third).close();
        }
        try (FileLock outer = FileLock.take(third)) {
            AssertionError found = assertThrows(AssertionError.class, () -> FileLock.take(first));
            assertEquals(
                    first + " is taken while " + third + " is held, and elsewhere the other way round",
                    found.getMessage());
        }
        FileLock.take(first).close();
    }

    @Test
    void anInterruptedThreadGetsTheLockAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        FileLock.take(folder.resolve("lock").toFile()).close();
        assertTrue(Thread.interrupted());
    }

    @Test
    void aFolderThatIsMissingIsAnError() {
        File path = folder.resolve("none/lock").toFile();
        assertThrows(IOException.class, () -> FileLock.take(path));
        assertThrows(IOException.class, () -> FileLock.take(path), "and the thread's lock was freed");
    }
}
