package dev.tickover.installer.runtime;

/** Names what a tick runtime may consist of, the best first: where one cannot be had, the next one serves. */
public enum RuntimeKind {
    /** A Java image of its own with a class archive: a JDK that is updated or removed changes nothing. */
    IMAGE("a private Java image with a class archive"),
    /** The JDK's own java with a class archive of ours. */
    ARCHIVE("the JDK's java with a class archive of its own"),
    /** The JDK's own java with its own archive; slower, and never broken. */
    PLAIN("the JDK's java without a class archive of its own");

    private final String text;

    RuntimeKind(String text) {
        this.text = text;
    }

    /**
     * Describes it for people.
     *
     * @return a noun phrase
     */
    public String text() {
        return text;
    }
}
