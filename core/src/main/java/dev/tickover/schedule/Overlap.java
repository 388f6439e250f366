package dev.tickover.schedule;

/** Says what becomes of a due instant that comes while a tick of the same schedule is still in flight. */
public enum Overlap {
    /** It is skipped. */
    SKIP,
    /** It stays owed and is served once the tick in flight has ended; several are coalesced. */
    BUFFER_ONE,
    /** It is delivered all the same; several ticks of the schedule run at once. */
    ALLOW
}
