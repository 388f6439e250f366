package dev.tickover.backend;

import java.util.Objects;
import java.util.Optional;

/**
 * A problem that a backend found with an entry.
 *
 * @param kind what is wrong; programs decide by it
 * @param text what is wrong, one line for people
 * @param unit the unit that it is about, where an entry has several of which each may be wrong; else empty
 */
public record Problem(Kind kind, String text, Optional<String> unit) {

    /** What may be wrong with an entry. */
    public enum Kind {
        /** The scheduler does not answer. */
        UNANSWERED,
        /** A file of the entry is missing. */
        FILE_MISSING,
        /** The entry cannot be read, by the scheduler or by the backend. */
        UNREADABLE,
        /** The scheduler serves an entry of this name from another file. */
        ELSEWHERE,
        /** The scheduler will start nothing, though the entry is active. */
        NEVER_STARTS,
        /** The last start failed before the tick client ran. */
        LAST_START_FAILED,
        /** The entry is not as it was installed. */
        CHANGED,

        /** systemd: a timer is disabled. */
        DISABLED,
        /** systemd: a timer is not started. */
        STOPPED,
        /** systemd: a unit is masked. */
        MASKED,
        /** systemd: a unit was changed, and the manager has not read it since. */
        UNREAD,
        /** systemd: drop-ins change a unit. */
        DROP_INS,

        /** launchd: a label is switched off. */
        SWITCHED_OFF,
        /** launchd: a job is not loaded. */
        NOT_LOADED,
        /** launchd: the starts of a job are held back. */
        HELD_BACK,
        /** launchd: a symbolic link is in the place of a property list. */
        SYMBOLIC_LINK,
        /** launchd: others than the owner may write a property list. */
        OTHERS_MAY_WRITE,
        /** launchd: the folder that a job logs to is missing. */
        NO_LOG_FOLDER,

        /** Task Scheduler: a task is not registered. */
        NOT_REGISTERED,
        /** Task Scheduler: a task is disabled. */
        TASK_DISABLED,
        /** Task Scheduler: the document that a task was registered from is missing. */
        NO_DOCUMENT,
        /** Task Scheduler: some triggers were refused, and the task does without them. */
        TRIGGERS_REFUSED,
        /** Task Scheduler: whether a task catches up a missed run is not as installed. */
        CATCH_UP_CHANGED,
        /** Task Scheduler: a battery setting is not as installed. */
        BATTERY_CHANGED,
        /** Task Scheduler: the time limit is not as installed. */
        TIME_LIMIT_CHANGED,
        /** Task Scheduler: the kind of logon is not as installed. */
        LOGON_CHANGED
    }

    /** Checks for null. */
    public Problem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(unit, "unit");
    }

    /**
     * Makes a problem of an entry as a whole.
     *
     * @param kind what is wrong
     * @param text what is wrong, one line for people
     */
    public Problem(Kind kind, String text) {
        this(kind, text, Optional.empty());
    }
}
