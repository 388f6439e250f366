package dev.tickover.importing;

/** A source that does not have the format that it should have: what is wrong, where, and what to do. */
public final class MalformedSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What to do about it, one line. */
    private final String advice;

    /**
     * Makes an exception.
     *
     * @param where the place
     * @param what what is wrong, one line
     * @param advice what to do about it, one line
     */
    public MalformedSourceException(Origin where, String what, String advice) {
        super(where + ": " + what);
        this.advice = advice;
    }

    /** {@return what to do about it, one line} */
    public String advice() {
        return advice;
    }
}
