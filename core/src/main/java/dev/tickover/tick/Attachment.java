package dev.tickover.tick;

import dev.tickover.event.HostChange;
import dev.tickover.ipc.HostConnection;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import java.io.File;
import java.io.IOException;

/** Takes the lease and gives it back, for hosts in this process and in any other. */
public final class Attachment {

    private static final long LISTEN_WITHIN_MS = 30_000;
    private static final long LOOK_EVERY_MS = 20;
    private static final long TELL_WITHIN_MS = 1_000;
    private static final long TAKE_WITHIN_MS = 2_000;
    private static final long CONNECT_MS = 1_000;

    private Attachment() {}

    /**
     * Takes the lease for a process, if no other holds it.
     *
     * @param folder the application's state folder
     * @param host the process
     * @param shortFolder where the socket goes whose path would be too long in the state folder
     * @param machine the machine
     * @return the lease
     * @throws LeaseStore.LeaseHeldException if another process holds it
     * @throws IOException if it cannot be read or written
     */
    public static Lease attach(AppFolder folder, ProcessIdentity host, File shortFolder, Machine machine)
            throws IOException, LeaseStore.LeaseHeldException {
        return new LeaseStore(folder, machine.processes())
                .take(host, machine.clocks().wall(), shortFolder, 0, "");
    }

    /**
     * Takes the lease over from a process that is alive, and tells it so.
     *
     * @param folder the application's state folder
     * @param host the process that takes over
     * @param shortFolder where the socket goes whose path would be too long in the state folder
     * @param machine the machine
     * @param from the lease that is taken over
     * @param why why, for people
     * @return the lease
     * @throws LeaseStore.LeaseHeldException if a process holds a later lease by now
     * @throws IOException if it cannot be read or written
     */
    public static Lease takeOver(
            AppFolder folder, ProcessIdentity host, File shortFolder, Machine machine, Lease from, String why)
            throws IOException, LeaseStore.LeaseHeldException {
        // Sent before the lease is taken too, since this process may be killed right after it has the lease. The former
        // host reads the lease itself; one that is frozen does so when it thaws.
        HostConnection former = connect(from);
        try {
            tellFenced(former, from.generation());
            Lease lease = new LeaseStore(folder, machine.processes())
                    .take(host, machine.clocks().wall(), shortFolder, from.generation(), why);
            tellFenced(former, from.generation());
            new File(from.socket()).delete();
            return lease;
        } finally {
            close(former);
        }
    }

    /**
     * Gives the lease back. One of another generation is not touched.
     *
     * @param folder the application's state folder
     * @param generation the generation that ends
     * @param why why, for people; empty where somebody simply leaves
     * @param machine the machine
     * @return true if it was the current one
     * @throws IOException if it cannot be read or written
     */
    public static boolean detach(AppFolder folder, long generation, String why, Machine machine) throws IOException {
        LeaseStore leases = new LeaseStore(folder, machine.processes());
        Lease lease = leases.read();
        boolean isCurrent = lease != null && lease.generation() == generation && lease.open();
        boolean isOther =
                isCurrent && lease.process().pid() != machine.processes().self().pid();
        // Before its socket goes: a host that did not ask for this, or is frozen, must learn of it when it can.
        HostConnection host = isOther && leases.isHeld(lease) ? connect(lease) : null;
        try {
            boolean isReleased = leases.release(
                    generation, HostChange.DETACHED, machine.clocks().wall(), why);
            if (isReleased) {
                tellFenced(host, generation);
            }
            return isReleased;
        } finally {
            close(host);
        }
    }

    private static HostConnection connect(Lease lease) {
        try {
            return HostConnection.open(lease.socket(), TELL_WITHIN_MS);
        } catch (IOException nobodyListens) {
            return null;
        }
    }

    private static void tellFenced(HostConnection host, long generation) {
        if (host == null) {
            return;
        }
        JsonLine line = new JsonLine()
                .put("v", Protocol.VERSION)
                .put(Protocol.OP, Protocol.FENCED)
                .put("generation", generation);
        try {
            host.send(line, TELL_WITHIN_MS);
        } catch (IOException gone) {
            // Then it finds out when it next writes: every write of a host is checked.
            return;
        }
    }

    private static void close(HostConnection host) throws IOException {
        if (host != null) {
            host.close();
        }
    }

    /**
     * Waits until another host has taken the lease, at most two seconds.
     *
     * @param folder the application's state folder
     * @param generation the generation that gives way
     * @param machine the machine
     * @return true if one has
     * @throws IOException if the lease cannot be read
     */
    public static boolean isTakenSoon(AppFolder folder, long generation, Machine machine) throws IOException {
        LeaseStore leases = new LeaseStore(folder, machine.processes());
        long end = machine.clocks().awakeNanos() + TAKE_WITHIN_MS * 1_000_000;
        Lease lease = leases.read();
        while (lease.generation() <= generation && machine.clocks().awakeNanos() < end) {
            Waiting.millis(LOOK_EVERY_MS);
            lease = leases.read();
        }
        return lease.generation() > generation;
    }

    /**
     * Waits until somebody listens on a lease's socket, at most half a minute.
     *
     * @param lease the lease
     * @param machine the machine
     * @return true if somebody does; false if the time is over or the process has ended
     */
    public static boolean waitUntilItListens(Lease lease, Machine machine) {
        long end = machine.clocks().awakeNanos() + LISTEN_WITHIN_MS * 1_000_000;
        while (machine.clocks().awakeNanos() < end && machine.processes().isAlive(lease.process())) {
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
