package dev.tickover.installer.ledger;

import java.util.Locale;

/** Names what kept a schedule from ticking in time. */
public enum Cause {
    /** The machine was suspended. */
    ASLEEP,
    /** The machine was off, or restarted. */
    POWERED_OFF,
    /** No host was attached. */
    HOST_ABSENT,
    /** The host's process had ended without detaching. */
    HOST_CRASHED,
    /** The host's process lived, but did not answer. */
    HOST_HUNG,
    /** The host was there and took no tick: busy, or without a handler. */
    HOST_REFUSED,
    /** The host could not be reached, or its answer was lost. */
    HOST_UNREACHABLE,
    /** The process that delivered the tick died, or its delivery never ended. */
    CLIENT_DIED,
    /** The machine ran on battery, and the schedule must not. */
    ON_BATTERY,
    /** Somebody paused the schedule. */
    PAUSED,
    /** The active hours were over. */
    INACTIVE_HOURS,
    /** The machine was awake and no pulse came: the OS entry is missing, disabled, or held back by the scheduler. */
    NO_PULSE,
    /** The wall clock was stepped. */
    CLOCK_STEPPED,
    /** The application was not installed. */
    NOT_INSTALLED,
    /** A rule of the manifest: overlap, spacing, catch-up. */
    RULE,
    /** The history holds no evidence. */
    UNKNOWN;

    /** {@return the word for it; for example {@code host-absent}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
