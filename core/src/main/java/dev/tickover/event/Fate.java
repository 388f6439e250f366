package dev.tickover.event;

/** The ends of a due instant that got no tick of its own. */
public enum Fate {
    /** A tick for another due instant, or for a wake, stands for it. */
    COALESCED("coalesced"),
    /** A rule of the manifest dropped it: paused, overlap, no host wanted. */
    SKIPPED("skipped"),
    /** It came too late to be served. */
    MISSED("missed");

    private final String word;

    Fate(String word) {
        this.word = word;
    }

    /** {@return the name of its event, for example {@code coalesced}} */
    public String word() {
        return word;
    }
}
