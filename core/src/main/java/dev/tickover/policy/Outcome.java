package dev.tickover.policy;

import java.time.Duration;

/** Is what became of one delivery of a tick. */
public sealed interface Outcome {

    /** The handler, or the command, ended well. */
    record Done() implements Outcome {}

    /** The host had completed this tick before; it did not run again. */
    record Duplicate() implements Outcome {}

    /**
     * The handler threw, the command ended with another exit code than 0, or the time ran out.
     *
     * @param message why, for people
     */
    record Failed(String message) implements Outcome {}

    /**
     * Nothing was started, so that the tick is as owed as before.
     *
     * @param message why, for people
     * @param retryAfter how long to leave the host alone; zero if it did not say
     */
    record Undelivered(String message, Duration retryAfter) implements Outcome {}

    /**
     * Nobody knows whether the handler ran: the host vanished after it had accepted the tick.
     *
     * @param message why, for people
     */
    record Lost(String message) implements Outcome {}
}
