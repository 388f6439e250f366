package dev.tickover.event;

/** The changes of an application's host that a history keeps. */
public enum HostChange {
    /** A host took the lease. */
    ATTACHED("attached"),
    /** It gave the lease back. */
    DETACHED("detached"),
    /** Its process ended without giving the lease back. */
    CRASHED("crashed"),
    /** Another host took the lease over while it was alive. */
    REPLACED("replaced"),
    /** Another host stands by behind it. */
    STANDBY("standby"),
    /** It hangs. */
    HUNG("hung"),
    /** It no longer hangs. */
    RECOVERED("recovered"),
    /** The command of {@code notify} was run. */
    NOTIFIED("notified"),
    /** The application was started in place of one that hung. */
    RESTARTED("restarted"),
    /** It could not be. */
    RESTART_FAILED("restart-failed");

    private final String word;

    HostChange(String word) {
        this.word = word;
    }

    /** {@return the name of its event, for example {@code restart-failed}} */
    public String word() {
        return word;
    }
}
