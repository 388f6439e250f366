package dev.tickover.machine;

/** Says for whom an application is installed. */
public enum Scope {
    /** The current user; ticks run as that user. */
    USER,
    /** The machine; ticks run as root or SYSTEM, without anybody logged in. */
    SYSTEM
}
