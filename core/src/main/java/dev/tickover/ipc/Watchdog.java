package dev.tickover.ipc;

import dev.tickover.machine.Clocks;
import java.io.Closeable;
import java.io.IOException;

/**
 * Closes a blocking channel when a wait takes too long, which wakes its reader. A thread costs a cold JVM half a
 * millisecond, a selector five.
 */
final class Watchdog extends Thread {

    private final Closeable watched;
    private long deadline;
    private boolean watching;
    private boolean expired;
    private boolean ended;

    Watchdog(Closeable watched) {
        super("tickover-watchdog");
        this.watched = watched;
        setDaemon(true);
    }

    synchronized void watch(long timeoutMs) {
        deadline = Clocks.system().awakeNanos() + timeoutMs * 1_000_000;
        watching = true;
        if (getState() == State.NEW) {
            start();
        } else {
            notifyAll();
        }
    }

    synchronized void rest() {
        watching = false;
    }

    synchronized boolean expired() {
        return expired;
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public void run() {
        try {
            if (waitForExpiry()) {
                watched.close();
            }
        } catch (IOException | InterruptedException closing) {
            // Nobody is left to be told: the reader sees a closed channel, or the process ends.
            return;
        }
    }

    private synchronized boolean waitForExpiry() throws InterruptedException {
        while (!ended) {
            long left = deadline - Clocks.system().awakeNanos();
            if (!watching) {
                wait();
            } else if (left > 0) {
                wait(left / 1_000_000 + 1);
            } else {
                expired = true;
                return true;
            }
        }
        return false;
    }
}
