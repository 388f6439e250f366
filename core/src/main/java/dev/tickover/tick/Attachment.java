package dev.tickover.tick;

import dev.tickover.ipc.HostConnection;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** Takes and gives back the lease, and tells the history: for hosts in this process and in any other. */
public final class Attachment {

    private static final long LISTEN_WITHIN_MS = 30_000;
    private static final long LOOK_EVERY_MS = 20;
    private static final long CONNECT_MS = 1_000;

    private Attachment() {}

    /**
     * Takes the lease for a process.
     *
     * @param folder the application's state folder
     * @param host the process
     * @param shortFolder where the socket goes whose path would be too long in the state folder
     * @param surroundings the machine
     * @return the lease
     * @throws LeaseStore.LeaseHeldException if another process holds it
     * @throws IOException if it cannot be read or written
     */
    public static Lease attach(AppFolder folder, ProcessIdentity host, File shortFolder, Surroundings surroundings)
            throws IOException, LeaseStore.LeaseHeldException {
        LeaseStore leases = new LeaseStore(folder, surroundings.processes());
        Lease lease = leases.take(host, surroundings.clocks().wall(), shortFolder);
        try {
            tell(folder, "attached", lease.generation(), host.pid(), surroundings);
        } catch (IOException unwritable) {
            leases.release(lease.generation());
            throw unwritable;
        }
        return lease;
    }

    /**
     * Gives the lease back. One of another generation is not touched.
     *
     * @param folder the application's state folder
     * @param generation the generation that ends
     * @param surroundings the machine
     * @return true if it was the current one
     * @throws IOException if it cannot be read or written
     */
    public static boolean detach(AppFolder folder, long generation, Surroundings surroundings) throws IOException {
        LeaseStore leases = new LeaseStore(folder, surroundings.processes());
        Lease lease = leases.read();
        if (!leases.release(generation)) {
            return false;
        }
        tell(folder, "detached", generation, lease.process().pid(), surroundings);
        return true;
    }

    private static void tell(AppFolder folder, String event, long generation, long pid, Surroundings surroundings)
            throws IOException {
        new History(folder)
                .append(List.of(Events.event(surroundings.clocks().wall(), null, event)
                        .put("generation", generation)
                        .put("pid", pid)));
    }

    /**
     * Waits until somebody listens on a lease's socket, at most half a minute.
     *
     * @param lease the lease
     * @param surroundings the machine
     * @return true if somebody does; false if the time is over or the process has ended
     */
    public static boolean waitUntilItListens(Lease lease, Surroundings surroundings) {
        long end = surroundings.clocks().awakeNanos() + LISTEN_WITHIN_MS * 1_000_000;
        while (surroundings.clocks().awakeNanos() < end
                && surroundings.processes().isAlive(lease.process())) {
            try {
                HostConnection.open(lease.socket(), CONNECT_MS).close();
                return true;
            } catch (IOException notYet) {
                Waiting.millis(LOOK_EVERY_MS);
            }
        }
        return false;
    }
}
