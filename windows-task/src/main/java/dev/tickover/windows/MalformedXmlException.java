package dev.tickover.windows;

/** A text that should be XML and is not, or that defines entities; the message is for people. */
public final class MalformedXmlException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The line, from 1. */
    private final int line;

    MalformedXmlException(int line, String what) {
        super(what);
        this.line = line;
    }

    /** {@return the line, from 1} */
    public int line() {
        return line;
    }
}
