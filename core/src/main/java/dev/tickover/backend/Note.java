package dev.tickover.backend;

import java.util.Objects;
import java.util.Optional;

/**
 * A fact about a scheduler that can be used, which a user should know.
 *
 * @param kind which fact; programs decide by it
 * @param text the fact, one line for people
 * @param advice what to do about it, to follow the text; empty where nothing is
 */
public record Note(Kind kind, String text, Optional<String> advice) {

    /** The facts. */
    public enum Kind {
        /** systemd: lingering is off, so timers stop at logout. */
        LINGERING_OFF,
        /** launchd and Task Scheduler: pulses come only while the user is logged on. */
        LOGGED_ON_ONLY,
        /** launchd: the installation is not run in the graphical session that keeps the jobs. */
        OTHER_SESSION,
        /** Task Scheduler: the tasks cannot be listed, as with one damaged task of anybody. */
        TASKS_UNLISTED
    }

    /** Checks for null. */
    public Note {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(advice, "advice");
    }

    /** {@return the text and the advice in one line} */
    public String line() {
        return advice.map(what -> text + "; " + what).orElse(text);
    }
}
