package dev.tickover.simulation;

/** Is a way in which the next delivery of a tick goes wrong: at every point at which something may die. */
public enum Fault {
    /** The tick client dies before it has written anything. */
    CLIENT_DIES_FIRST,
    /** The tick client dies after it has written that the tick is in flight. */
    CLIENT_DIES_BEFORE_SENDING,
    /** The tick client dies after the work has ended, before it has written so. */
    CLIENT_DIES_BEFORE_TELLING,
    /** Nobody answers. */
    UNDELIVERED,
    /** The host is busy, and asks to be left alone for some minutes. */
    BUSY,
    /** The host accepts the tick and vanishes before the work begins. */
    LOST_BEFORE,
    /** The host ends the work, and its answer is lost. */
    LOST_AFTER,
    /** The work fails. */
    FAILED
}
