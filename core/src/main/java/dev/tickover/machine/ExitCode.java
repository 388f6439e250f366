package dev.tickover.machine;

/**
 * The exit codes of the tick client and the {@code tickover} command; those from 64 on are the ones of {@code sysexits.h}.
 * They are constants and not an enum: the compiler copies them into their users, so that a tick loads no class for them.
 */
public final class ExitCode {

    /** Done. For a tick: it was delivered and ended well, or nothing was due; for a command: also nothing to change. */
    public static final int DONE = 0;

    /** Failed. For a tick: the handler or command failed. */
    public static final int FAILED = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** There is no scheduler here. */
    public static final int NO_SCHEDULER = 69;

    /** The host cannot be reached; try later. The tick stays owed. */
    public static final int TRY_LATER = 75;

    /** Not permitted. */
    public static final int NOT_PERMITTED = 77;

    /** The manifest, the state folder or the state is invalid. */
    public static final int INVALID = 78;

    private ExitCode() {}
}
