package dev.tickover.installer.simulate;

/** Says what is wrong with a line of a trace, and what to do about it. */
public final class BadTraceException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What to do about it, one line. */
    private final String advice;

    BadTraceException(int line, String what, String advice) {
        super(line == 0 ? what : "line " + line + ": " + what);
        this.advice = advice;
    }

    /** {@return the advice; what to do about it, one line} */
    public String advice() {
        return advice;
    }
}
