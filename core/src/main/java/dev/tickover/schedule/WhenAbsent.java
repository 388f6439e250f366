package dev.tickover.schedule;

/** Says what a tick does that finds no host attached. */
public enum WhenAbsent {
    /** It stays owed and is served the moment a host attaches. */
    HOLD,
    /** It starts the application, waits for it to attach, and is then delivered. */
    START,
    /** It is skipped. */
    SKIP
}
