package dev.tickover.host;

/**
 * Is a piece of work in hand, during which a tick waits: first up to its schedule's grace, then until the work has saved
 * a checkpoint. A tick never ends work. Safe for use by many threads.
 */
public interface Work extends AutoCloseable {

    /** Says that the work is getting on. Work that says nothing for the manifest's {@code stale-after} counts as hung. */
    void progress();

    /**
     * Sets what saves the work's state when a tick must not wait any longer. It is called by the tick's thread, at most
     * once for each tick; if it throws, the tick is put off. The last one set counts.
     *
     * @param checkpoint saves the state
     */
    void onCheckpoint(Checkpoint checkpoint);

    /** Says that the work has ended. Closing twice does nothing. */
    @Override
    void close();

    /** Saves the state of a piece of work. */
    @FunctionalInterface
    interface Checkpoint {

        /**
         * Saves it.
         *
         * @throws Exception if it cannot be saved; the tick is put off, with the message as its reason
         */
        void save() throws Exception;
    }
}
