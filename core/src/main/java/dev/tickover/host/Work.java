package dev.tickover.host;

import java.io.IOException;

/**
 * Is a piece of work in hand, during which a tick waits: first up to its schedule's grace, then until the work has saved
 * a checkpoint. A tick never ends work. Safe for use by many threads.
 */
public interface Work extends AutoCloseable {

    /** Says that the work is getting on. Work that says nothing for the manifest's {@code stale-after} counts as hung. */
    void progress();

    /**
     * Sets what saves the work's state, in the application's own way, when a tick must not wait any longer. It is called
     * by the tick's thread, at most once for each tick; if it throws, the tick is put off. The last one set counts.
     *
     * @param checkpoint saves the state
     */
    void onCheckpoint(Checkpoint checkpoint);

    /**
     * Sets what tells the work's state when a tick must not wait any longer. The state is then kept by Tickover: {@link
     * TickHost#checkpoint} returns it to this host or, if this one crashes or hangs, to the next. Called as the other
     * kind is; the last one set counts.
     *
     * @param snapshot tells the state
     */
    void onCheckpoint(Snapshot snapshot);

    /**
     * Saves the work's state now, and counts as progress. Work that a crash or a hang may end at any time saves itself as
     * often as it would mind to begin anew: a hung host cannot be asked.
     *
     * @param state the state, at most one MiB; it replaces the one before, or leaves it whole
     * @throws NotActiveException if this host is not the active one
     * @throws IOException if it cannot be written or is too large
     */
    void save(byte[] state) throws IOException;

    /** Says that the work has ended, and removes what it saved of itself. Closing twice does nothing. */
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

    /** Tells the state of a piece of work. */
    @FunctionalInterface
    interface Snapshot {

        /**
         * Tells it.
         *
         * @return the state, at most one MiB
         * @throws Exception if it cannot be told; the tick is put off, with the message as its reason
         */
        byte[] take() throws Exception;
    }
}
