package dev.tickover.schedule;

/** Says what becomes of a fixed local time that a daylight-saving change leaves out. */
public enum DstGap {
    /** It is due at the first instant after the gap (Debian cron's rule). */
    SHIFT,
    /** It is not due that day. */
    SKIP
}
