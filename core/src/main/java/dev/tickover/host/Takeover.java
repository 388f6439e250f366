package dev.tickover.host;

/** What an attaching host does where another one is active. */
public enum Takeover {
    /** It stands by, and takes over when the active host leaves, dies or hangs. */
    WHEN_FREE,
    /**
     * It takes over at once, as for a reload: the active host is asked to save its work in hand and to hand over, and
     * stands by from then on.
     */
    NOW
}
