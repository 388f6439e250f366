package dev.tickover.installer;

/**
 * Says that something the user can mend stands in the way: what it is, what to do, and with which exit code to end. Bugs
 * are other exceptions and keep their stack trace.
 */
public final class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What to do about it, one line. */
    private final String advice;

    /** The exit code, one of {@link dev.tickover.machine.ExitCode}. */
    private final int code;

    /**
     * Makes an exception.
     *
     * @param code the exit code
     * @param what what is wrong, one line
     * @param advice what to do about it, one line
     */
    public UserException(int code, String what, String advice) {
        super(what);
        this.code = code;
        this.advice = advice;
    }

    /** {@return the advice; what to do about it} */
    public String advice() {
        return advice;
    }

    /** {@return the exit code} */
    public int code() {
        return code;
    }
}
