package dev.tickover.event;

import java.util.Locale;

/** The changes of an application's host that a history keeps. */
public enum HostChange {
    /** A host took the lease. */
    ATTACHED,
    /** It gave the lease back. */
    DETACHED,
    /** Its process ended without giving the lease back. */
    CRASHED,
    /** Another host took the lease over while it was alive. */
    REPLACED,
    /** Another host stands by behind it. */
    STANDBY,
    /** It hangs. */
    HUNG,
    /** It no longer hangs. */
    RECOVERED,
    /** The command of {@code notify} was run. */
    NOTIFIED,
    /** The application was started in place of one that hung. */
    RESTARTED,
    /** It could not be. */
    RESTART_FAILED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** {@return the name of its event, for example {@code restart-failed}} */
    public String word() {
        return word;
    }
}
