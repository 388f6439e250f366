package dev.tickover.policy;

/** Says how a due instant ended that got no tick of its own. */
public enum Fate {
    /** A tick for another due instant, or for a wake, stands for it. */
    COALESCED,
    /** A rule of the manifest dropped it: paused, overlap, no host wanted. */
    SKIPPED,
    /** It came too late to be served. */
    MISSED
}
