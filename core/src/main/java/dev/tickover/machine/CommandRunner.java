package dev.tickover.machine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs external commands and waits for them. It is the one way to an OS scheduler's own tools, so that a test can
 * script them.
 */
@FunctionalInterface
public interface CommandRunner {

    /**
     * Runs a command to its end, or to its time-out.
     *
     * @param command the command
     * @return what became of it; a failure is a value, never an exception
     */
    CommandResult run(Command command);

    /**
     * Waits before a command is run again. A scripted runner lets its own time pass instead.
     *
     * @param duration how long; not negative
     */
    default void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
