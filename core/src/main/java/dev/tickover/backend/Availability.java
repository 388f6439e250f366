package dev.tickover.backend;

import java.util.List;
import java.util.Objects;

/** Says whether a scheduler can be used here. */
public sealed interface Availability {

    /**
     * It can.
     *
     * @param notes what a user should know all the same, one line each; may be empty
     */
    record Available(List<String> notes) implements Availability {
        /** Copies the notes. */
        public Available {
            notes = List.copyOf(notes);
        }
    }

    /** Tells the ways in which a scheduler may be unavailable apart, as far as exit codes do. */
    enum Kind {
        /** There is none here, or it does not run (exit code 69). */
        NO_SCHEDULER,
        /** There is one, but this user may not use it so (exit code 77). */
        NOT_PERMITTED
    }

    /**
     * It cannot.
     *
     * @param reason what is missing, one line
     * @param advice what to do about it, one line
     * @param kind whether there is no scheduler, or no permission
     */
    record Unavailable(String reason, String advice, Kind kind) implements Availability {
        /** Checks for null. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(advice, "advice");
            Objects.requireNonNull(kind, "kind");
        }

        /**
         * Says that there is no scheduler here.
         *
         * @param reason what is missing, one line
         * @param advice what to do about it, one line
         */
        public Unavailable(String reason, String advice) {
            this(reason, advice, Kind.NO_SCHEDULER);
        }
    }
}
