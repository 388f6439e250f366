package dev.tickover.host;

/** Does the work of a tick. */
@FunctionalInterface
public interface TickHandler {

    /**
     * Handles a tick. Called by a thread of its own, or by the host's executor; interrupted when the tick's timeout is
     * over. Ticks of one schedule come one at a time unless the manifest allows overlap.
     *
     * @param tick the tick
     * @throws Exception if the work failed; its message goes into the history, and the tick is retried if the manifest
     *     says so
     */
    void handle(ReceivedTick tick) throws Exception;
}
