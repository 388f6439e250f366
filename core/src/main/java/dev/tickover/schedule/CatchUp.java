package dev.tickover.schedule;

/** Says how misfires are served. */
public enum CatchUp {
    /** All owed due instants by one tick, which says how many it stands for. */
    LATEST,
    /** One tick for each, oldest first, spaced. */
    EACH,
    /** Not at all: only a due instant inside its slack is served. */
    NONE
}
