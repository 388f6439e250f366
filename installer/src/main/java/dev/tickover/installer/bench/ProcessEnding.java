package dev.tickover.installer.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has a thread clean up behind itself when the JVM is told to end, as by Ctrl-C: it is interrupted, and the JVM waits
 * for it. Else its {@code finally} blocks would never run.
 */
final class ProcessEnding implements AutoCloseable {

    private static final long LONGEST_SECONDS = 30;

    private final CountDownLatch cleaned = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;

    /** Watches over the current thread. */
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

    /** Tells whether the JVM was told to end. */
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
