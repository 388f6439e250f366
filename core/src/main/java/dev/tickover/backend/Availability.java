package dev.tickover.backend;

import java.util.List;
import java.util.Objects;

/** Whether a scheduler can be used here. */
public sealed interface Availability {

    /**
     * It can.
     *
     * @param notes what a user should know all the same; may be empty
     */
    record Available(List<Note> notes) implements Availability {
        /** Copies the notes. */
        public Available {
            notes = List.copyOf(notes);
        }
    }

    /** The ways in which a scheduler may be unavailable. */
    enum Kind {
        /** There is none here, or it does not run. */
        NO_SCHEDULER,
        /** systemd: the user's manager cannot be reached from here. */
        NO_USER_MANAGER,
        /** launchd: the user has no graphical session, and only that keeps a user's jobs. */
        NO_SESSION,
        /** There is one, but this user may not use it so. */
        NOT_PERMITTED
    }

    /**
     * It cannot.
     *
     * @param reason what is missing, one line
     * @param advice what to do about it, one line
     * @param kind in which way it is unavailable
     */
    record Unavailable(String reason, String advice, Kind kind) implements Availability {
        /** Checks for null. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(advice, "advice");
            Objects.requireNonNull(kind, "kind");
        }

        /**
         * Makes the answer that there is no scheduler here.
         *
         * @param reason what is missing, one line
         * @param advice what to do about it, one line
         */
        public Unavailable(String reason, String advice) {
            this(reason, advice, Kind.NO_SCHEDULER);
        }
    }
}
