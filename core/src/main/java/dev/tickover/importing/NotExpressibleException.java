package dev.tickover.importing;

/** A time, a duration or a command of a source that no manifest can express. */
public final class NotExpressibleException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param why the reason, for people
     */
    public NotExpressibleException(String why) {
        super(why);
    }
}
