package dev.tickover.benchmarks.tick;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A guard that lets a thread clean up when a signal ends the JVM, as Ctrl-C does: the thread is interrupted, and the JVM
 * waits for it. Else its {@code finally} blocks would never run.
 */
final class ProcessEnding implements AutoCloseable {

    private static final long LONGEST_SECONDS = 30;

    private final CountDownLatch cleaned = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;

    /** Guards the current thread. */
    ProcessEnding() {
        Thread worker = Thread.currentThread();
        hook = new Thread(() -> end(worker), "tickover-bench-end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end(Thread worker) {
        asked = true;
        worker.interrupt();
        try {
            cleaned.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            return;
        }
    }

    /** Returns whether a signal has ended the JVM. */
    boolean isAsked() {
        return asked;
    }

    @Override
    public void close() {
        cleaned.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingJustNow) {
                return;
            }
        }
    }
}
