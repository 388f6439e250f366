package dev.tickover.machine;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Is a lock that holds between threads of this process and between processes; the system frees it when its holder dies.
 * Waiting for it is not interruptible. It is not reentrant across instances and must be closed by the thread that took it.
 * Where assertions are enabled, two locks that are ever taken in either order are an error, before anybody waits.
 */
public final class FileLock implements AutoCloseable {

    /** File locks belong to the whole process, so threads need a lock of their own; one for each path, never removed. */
    private static final Map<String, ReentrantLock> THREADS = new HashMap<>();

    /** Files that could not be closed; their descriptors would be, were they collected. */
    private static final List<RandomAccessFile> LEFT_OPEN = new ArrayList<>();

    private static final long LONGEST_WAIT_MS = 30_000;

    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    /** Whoever is frozen at two looks that lie so far apart is not waited for. */
    private static final long LOOK_EVERY_NANOS = 1_000_000_000;

    private final File path;
    private final ReentrantLock threads;
    private final RandomAccessFile file;

    private FileLock(File path, ReentrantLock threads, RandomAccessFile file) {
        this.path = path;
        this.threads = threads;
        this.file = file;
    }

    /**
     * Takes a lock, waiting while somebody else holds it, at most half a minute: a lock is held for milliseconds, but
     * whoever holds it may be frozen, for hours. Where the system tells that it is, nobody waits for longer than it takes
     * to be sure: two seconds.
     *
     * @param path the file that stands for the lock; it is created and stays
     * @return the lock; close it to free it
     * @throws HeldTooLongException if somebody else holds it all that time, or is frozen
     * @throws IOException if the file cannot be created or locked
     */
    public static FileLock take(File path) throws IOException {
        return take(path, LONGEST_WAIT_MS);
    }

    static FileLock take(File path, long longestWaitMs) throws IOException {
        assert LockOrder.isKept(path);
        ReentrantLock threads = threadLock(path);
        threads.lock();
        try {
            RandomAccessFile file = new RandomAccessFile(path, "rw");
            try {
                waitFor(file, path, longestWaitMs);
                assert LockOrder.took(path);
                return new FileLock(path, threads, file);
            } catch (IOException | RuntimeException failed) {
                giveUp(file, path);
                throw failed;
            }
        } catch (IOException | RuntimeException failed) {
            threads.unlock();
            throw failed;
        }
    }

    /** Interrupts are kept for later: who is interrupted must still be able to give its lease back. */
    private static void waitFor(RandomAccessFile file, File path, long longestWaitMs) throws IOException {
        boolean interrupted = Thread.interrupted();
        long pause = 500_000;
        long begun = System.nanoTime();
        long looked = begun;
        String frozen = null;
        try {
            while (!isTaken(file, path)) {
                long now = System.nanoTime();
                if (now - begun > longestWaitMs * 1_000_000) {
                    throw new HeldTooLongException("another process does not let go of " + path + "; it may be frozen");
                }
                if (now - looked > LOOK_EVERY_NANOS) {
                    looked = now;
                    frozen = stillFrozen(path, frozen);
                }
                LockSupport.parkNanos(pause);
                interrupted |= Thread.interrupted();
                pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Where classes of this library are loaded twice, as when a plug-in is reloaded, each has its own locks of threads. The
     * system's locks belong to the process, and are all freed when one of its descriptors of the file is closed (fcntl(2)).
     * So whatever takes and closes has to take turns in the whole process: with an interned string, which is there once.
     */
    private static boolean isTaken(RandomAccessFile file, File path) throws IOException {
        synchronized (path.getPath().intern()) {
            try {
                return file.getChannel().tryLock() != null;
            } catch (OverlappingFileLockException otherLoader) {
                return false;
            }
        }
    }

    /** Leaves a file open for as long as another class loader holds its lock, which closing it would free. */
    private static void giveUp(RandomAccessFile file, File path) throws IOException {
        synchronized (path.getPath().intern()) {
            try {
                file.getChannel().tryLock();
                file.close();
            } catch (OverlappingFileLockException otherLoader) {
                synchronized (LEFT_OPEN) {
                    LEFT_OPEN.add(file);
                }
            }
        }
    }

    /** Returns which holder is frozen now, null if none is known to be; one that was before is not waited for. */
    private static String stillFrozen(File path, String before) throws HeldTooLongException {
        String now = new HeldFile(path).frozenHolder();
        if (now != null && now.equals(before)) {
            throw new HeldTooLongException(now);
        }
        return now;
    }

    private static ReentrantLock threadLock(File path) {
        synchronized (THREADS) {
            ReentrantLock lock = THREADS.get(path.getPath());
            if (lock == null) {
                lock = new ReentrantLock();
                THREADS.put(path.getPath(), lock);
            }
            return lock;
        }
    }

    @Override
    public void close() throws IOException {
        assert LockOrder.freed(path);
        try {
            synchronized (path.getPath().intern()) {
                file.close();
            }
        } finally {
            threads.unlock();
        }
    }

    /** Says that somebody else does not let go of a lock. */
    public static final class HeldTooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        HeldTooLongException(String message) {
            super(message);
        }
    }
}
