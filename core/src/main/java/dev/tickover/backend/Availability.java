package dev.tickover.backend;

import java.util.List;

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

    /**
     * It cannot.
     *
     * @param reason what is missing, one line
     * @param advice what to do about it, one line
     */
    record Unavailable(String reason, String advice) implements Availability {}
}
