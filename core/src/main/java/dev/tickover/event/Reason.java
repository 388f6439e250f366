package dev.tickover.event;

import java.util.Objects;

/**
 * A reason for what a rule, a host or a tick client did: a kind for code and a sentence for people.
 *
 * @param kind the kind
 * @param text one line for people; code never reads it
 */
public record Reason(Kind kind, String text) {

    /** The kinds of reasons. */
    public enum Kind {
        /** A due instant is served in time, or each owed one in its turn. */
        DUE("due"),
        /** One tick stands for several due instants. */
        CATCH_UP("catch-up"),
        /** A tick is delivered again under its own id. */
        REDELIVERY("redelivery"),
        /** Somebody asked for a tick. */
        WAKE("wake"),
        /** Nothing is due yet. */
        NOT_DUE("not-due"),
        /** The manifest disables the schedule. */
        DISABLED("disabled"),
        /** The schedule is paused. */
        PAUSED("paused"),
        /** The moment is outside the schedule's active hours. */
        INACTIVE_HOURS("inactive-hours"),
        /** Less than the spacing has passed since the last tick's start. */
        SPACING("spacing"),
        /** A tick of the schedule is still in flight. */
        OVERLAP("overlap"),
        /** Other schedules of the application catch up first. */
        STAGGERED("staggered"),
        /** The back-off before the next attempt is not over. */
        BACK_OFF("back-off"),
        /** The machine runs on battery, and the schedule must not. */
        ON_BATTERY("on-battery"),
        /** A due instant is older than the catch-up window. */
        CATCH_UP_WINDOW("catch-up-window"),
        /** A due instant is late, and the schedule does not catch up. */
        NO_CATCH_UP("no-catch-up"),
        /** More due instants are owed than the schedule catches up on. */
        MAX_CATCH_UP("max-catch-up"),
        /** The schedule got another recurrence. */
        RESCHEDULED("rescheduled"),
        /** No host is attached. */
        HOST_ABSENT("host-absent"),
        /** The host's process ended without detaching. */
        HOST_CRASHED("host-crashed"),
        /** The host's process is alive and does not answer, or makes no progress. */
        HOST_HUNG("host-hung"),
        /** The host's socket cannot be reached, or it closed the connection before it accepted. */
        HOST_UNREACHABLE("host-unreachable"),
        /** The host has other work in hand. */
        HOST_BUSY("host-busy"),
        /** The host has no handler for the schedule, or does not take the tick. */
        HOST_REFUSED("host-refused"),
        /** The host accepted the tick and its answer never came. */
        ANSWER_LOST("answer-lost"),
        /** The process that delivered the tick died, or its delivery never ended. */
        CLIENT_DIED("client-died"),
        /** The handler or the command failed. */
        FAILED("failed"),
        /** The host had completed the tick before. */
        DUPLICATE("duplicate"),
        /** A reason of another version of Tickover. */
        OTHER("other");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** {@return the word for it in files, for example {@code host-absent}} */
        public String word() {
            return word;
        }

        /**
         * Finds a kind by its word.
         *
         * @param word the word
         * @return the kind; {@link #OTHER} if none has that word
         */
        public static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            return OTHER;
        }
    }

    /** Checks for null. */
    public Reason {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    /**
     * Returns this reason with more said.
     *
     * @param more what to add to its text
     * @return a reason of the same kind
     */
    public Reason and(String more) {
        return new Reason(kind, text + more);
    }
}
