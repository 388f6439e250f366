package dev.tickover.state;

import dev.tickover.machine.FileLock;
import java.io.IOException;
import java.util.Objects;

/**
 * Keeps a host from changing anything once its lease is over. Whoever writes on behalf of a host holds the fence while
 * writing: for as long no other can take the lease, so that a write either is that of the current generation or is not
 * made at all. A schedule's lock is taken before the fence, never after it. Immutable, and safe for use by many threads.
 */
public final class Fence {

    private final LeaseStore leases;
    private final Lease lease;

    /**
     * Makes the fence of a lease.
     *
     * @param leases where leases are kept
     * @param lease the host's own lease
     */
    public Fence(LeaseStore leases, Lease lease) {
        this.leases = Objects.requireNonNull(leases, "leases");
        this.lease = Objects.requireNonNull(lease, "lease");
    }

    /** {@return the generation that may write} */
    public long generation() {
        return lease.generation();
    }

    /**
     * Makes sure that the lease is the current one, and keeps it so until the lock is closed. Meanwhile this thread must
     * not ask for leases otherwise.
     *
     * @return the lock; close it after the write
     * @throws FencedException if the lease is over
     * @throws IOException if that cannot be told
     */
    public FileLock hold() throws IOException {
        return leases.lockWhile(lease);
    }

    /**
     * Looks whether the lease is the current one.
     *
     * @throws FencedException if it is over
     * @throws IOException if that cannot be told
     */
    public void check() throws IOException {
        hold().close();
    }
}
