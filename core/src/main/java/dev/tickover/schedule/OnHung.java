package dev.tickover.schedule;

/** Says what is done about a host that is alive but no longer answers or progresses. */
public enum OnHung {
    /** It is told in status and history. */
    REPORT,
    /** Exactly that process is ended and the application is started anew. */
    RESTART,
    /** A command is run. */
    NOTIFY
}
