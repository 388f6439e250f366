package dev.tickover.machine;

import java.io.File;
import java.io.IOException;

/** Holds a lock in a process of its own until its input ends. */
public final class LockHolder {

    private LockHolder() {}

    /** Takes the lock of a path. */
    @SuppressWarnings("try")
    public static void main(String[] arguments) throws IOException {
        try (FileLock lock = FileLock.take(new File(arguments[0]))) {
            System.out.println("held");
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
