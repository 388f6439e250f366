package dev.tickover.event;

import java.time.Duration;
import java.util.Objects;

/** The end of one delivery of a tick. */
public sealed interface Outcome {

    /** The handler, or the command, ended well. */
    record Done() implements Outcome {}

    /** The host had completed this tick before; it did not run again. */
    record Duplicate() implements Outcome {}

    /**
     * The handler threw, the command ended with another exit code than 0, or the time ran out.
     *
     * @param message the handler's or the command's own words, for people
     */
    record Failed(String message) implements Outcome {}

    /**
     * Nothing was started, so that the tick is as owed as before.
     *
     * @param reason why
     * @param retryAfter how long to leave the host alone; zero if it did not say
     */
    record Undelivered(Reason reason, Duration retryAfter) implements Outcome {
        /** Checks for null. */
        public Undelivered {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(retryAfter, "retryAfter");
        }

        /**
         * Makes one of a host that did not say how long to leave it alone.
         *
         * @param kind the kind of reason
         * @param text the reason for people
         */
        public Undelivered(Reason.Kind kind, String text) {
            this(new Reason(kind, text), Duration.ZERO);
        }
    }

    /**
     * Nobody knows whether the handler ran: the host vanished after it had accepted the tick.
     *
     * @param reason why
     */
    record Lost(Reason reason) implements Outcome {
        /**
         * Makes one of an answer that never came.
         *
         * @param text the reason for people
         */
        public Lost(String text) {
            this(new Reason(Reason.Kind.ANSWER_LOST, text));
        }
    }
}
