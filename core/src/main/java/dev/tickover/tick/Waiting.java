package dev.tickover.tick;

import java.util.concurrent.locks.LockSupport;

/** Lets time pass. */
final class Waiting {

    private Waiting() {}

    static void millis(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }
}
