package dev.tickover.schedule;

/** Says how often a fixed local time is due that a daylight-saving change repeats. */
public enum DstOverlap {
    /** Once, at its first occurrence. */
    FIRST,
    /** At both occurrences. */
    BOTH
}
