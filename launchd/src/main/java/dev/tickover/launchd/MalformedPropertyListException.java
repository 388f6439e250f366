package dev.tickover.launchd;

import dev.tickover.importing.VisibleText;

/** A text that should be a property list and is not; the message is for people. */
public final class MalformedPropertyListException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The line, from 1. */
    private final int line;

    /** What is wrong there. */
    private final String what;

    private MalformedPropertyListException(String message, int line, String what) {
        super(message);
        this.line = line;
        this.what = what;
    }

    /** Makes the exception of a text that is XML. */
    static MalformedPropertyListException at(int line, String what) {
        return new MalformedPropertyListException("is no property list: line " + line + ": " + what, line, what);
    }

    /** Makes the exception of a text that is not XML. The parser's message is a heading, then "Message: " and the fault. */
    static MalformedPropertyListException notXml(int line, String message) {
        String fault = message.substring(message.lastIndexOf("Message: ") + 1).replaceFirst("^essage: ", "");
        return new MalformedPropertyListException(
                "is no XML: " + message.replace("\n", " ").strip(),
                line,
                "is no sound XML: " + VisibleText.of(fault, 200));
    }

    /** {@return the line, from 1} */
    public int line() {
        return line;
    }

    /** {@return what is wrong there, without the line} */
    public String what() {
        return what;
    }
}
