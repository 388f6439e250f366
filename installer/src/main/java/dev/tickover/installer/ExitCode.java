package dev.tickover.installer;

/** Names the exit codes of the tickover command; those from 64 on are the ones of sysexits.h. */
public final class ExitCode {

    /** Done; also: not due, nothing to change. */
    public static final int DONE = 0;

    /** Failed. */
    public static final int FAILED = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** There is no scheduler here. */
    public static final int NO_SCHEDULER = 69;

    /** The host cannot be reached; try later. */
    public static final int TRY_LATER = 75;

    /** Not permitted. */
    public static final int NOT_PERMITTED = 77;

    /** The manifest or the state is invalid. */
    public static final int INVALID = 78;

    private ExitCode() {}
}
