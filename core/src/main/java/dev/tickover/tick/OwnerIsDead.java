package dev.tickover.tick;

import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import dev.tickover.state.Fence;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Tells whether whoever delivered a tick can no longer write down its end: its process has ended or, for a host that
 * delivered to itself, its generation is over.
 */
final class OwnerIsDead implements Predicate<String> {

    private static final char GENERATION = '/';

    private final Processes processes;
    private final LeaseStore leases;

    OwnerIsDead(Processes processes, LeaseStore leases) {
        this.processes = processes;
        this.leases = leases;
    }

    /** Names this process as an owner; with a fence, its generation as the host too. */
    static String name(Processes processes, Fence fence) {
        String self = processes.self().text();
        return fence == null ? self : self + GENERATION + fence.generation();
    }

    @Override
    public boolean test(String owner) {
        int generationAt = owner.lastIndexOf(GENERATION);
        ProcessIdentity identity = ProcessIdentity.parse(generationAt < 0 ? owner : owner.substring(0, generationAt));
        if (identity == null || !processes.isAlive(identity)) {
            return true;
        }
        return generationAt >= 0 && isOver(owner.substring(generationAt + 1));
    }

    private boolean isOver(String generation) {
        try {
            Lease lease = leases.read();
            return lease == null
                    || !lease.open()
                    || !Long.toString(lease.generation()).equals(generation);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
