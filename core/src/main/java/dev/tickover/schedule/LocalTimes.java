package dev.tickover.schedule;

/** Is a set of local wall-clock times, without regard to any time zone. */
interface LocalTimes {

    /** What {@link #atOrAfter} returns where there is no such time before the year 10000. */
    long NONE = Long.MAX_VALUE;

    /**
     * Finds the first time of the set at or after the given one.
     *
     * @param localSecond seconds since 1970-01-01T00:00 on the local wall clock
     * @return such seconds, or {@link #NONE}
     */
    long atOrAfter(long localSecond);
}
