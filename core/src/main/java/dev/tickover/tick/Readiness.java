package dev.tickover.tick;

/**
 * Says whether there is somebody to deliver to.
 *
 * @param ready whether there is
 * @param crashed whether the last host ended without saying so
 * @param why what is missing, for people; empty if ready
 */
public record Readiness(boolean ready, boolean crashed, String why) {

    /** There is somebody. */
    public static final Readiness READY = new Readiness(true, false, "");
}
