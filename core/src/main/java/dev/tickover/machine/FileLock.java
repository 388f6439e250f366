package dev.tickover.machine;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Is a lock that holds between threads of this process and between processes; the system frees it when its holder dies.
 * Waiting for it is not interruptible. It is not reentrant across instances and must be closed by the thread that took it.
 */
public final class FileLock implements AutoCloseable {

    /** File locks belong to the whole process, so threads need a lock of their own; one for each path, never removed. */
    private static final Map<String, ReentrantLock> THREADS = new HashMap<>();

    private final ReentrantLock threads;
    private final RandomAccessFile file;

    private FileLock(ReentrantLock threads, RandomAccessFile file) {
        this.threads = threads;
        this.file = file;
    }

    /**
     * Takes a lock, waiting as long as somebody else holds it.
     *
     * @param path the file that stands for the lock; it is created and stays
     * @return the lock; close it to free it
     * @throws IOException if the file cannot be created or locked
     */
    public static FileLock take(File path) throws IOException {
        ReentrantLock threads = threadLock(path);
        threads.lock();
        try {
            return lock(threads, path);
        } catch (IOException | RuntimeException failed) {
            threads.unlock();
            throw failed;
        }
    }

    /** Channels break in an interrupted thread; but who is interrupted must still be able to give its lease back. */
    private static FileLock lock(ReentrantLock threads, File path) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                RandomAccessFile file = new RandomAccessFile(path, "rw");
                try {
                    file.getChannel().lock();
                    return new FileLock(threads, file);
                } catch (FileLockInterruptionException | ClosedByInterruptException again) {
                    file.close();
                    interrupted |= Thread.interrupted();
                } catch (IOException | RuntimeException failed) {
                    file.close();
                    throw failed;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
        try {
            file.close();
        } finally {
            threads.unlock();
        }
    }
}
