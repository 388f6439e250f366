package dev.tickover.host;

/**
 * Is a handler's claim to the ticks of a schedule. A later registration for the same schedule replaces it; closing one
 * that has been replaced does nothing, so that a stale owner cannot clear its successor's handler.
 */
public interface Registration extends AutoCloseable {

    /** Takes the handler back, if it is still the current one. A tick that it is handling goes on. */
    @Override
    void close();
}
