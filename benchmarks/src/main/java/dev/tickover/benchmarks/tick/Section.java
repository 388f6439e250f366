package dev.tickover.benchmarks.tick;

/** A part of the benchmarks that can be run without the others. */
enum Section {
    /** What a tick costs. */
    TICKS,
    /** What a round trip to a host costs. */
    SOCKETS,
    /** What grows with the number of schedules. */
    GROWTH,
    /** How late a real timer's ticks reach their handler. */
    TIMER,
    /** What working out a due instant costs. */
    DECISIONS
}
