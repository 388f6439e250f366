package dev.tickover.tick;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.ipc.HostConnection;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import java.io.File;
import java.io.IOException;

/** Takes the lease, gives it back, and records both in the history: for hosts in this process and in any other. */
public final class Attachment {

    private static final long LISTEN_WITHIN_MS = 30_000;
    private static final long LOOK_EVERY_MS = 20;
    private static final long TELL_WITHIN_MS = 1_000;
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
        return take(folder, host, shortFolder, machine, 0, "");
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
        // Before it is over: a host that is frozen learns of it when it thaws.
        HostConnection former = connect(from);
        try {
            Lease lease = take(folder, host, shortFolder, machine, from.generation(), why);
            tellFenced(former, from.generation());
            new File(from.socket()).delete();
            return lease;
        } finally {
            close(former);
        }
    }

    private static Lease take(
            AppFolder folder, ProcessIdentity host, File shortFolder, Machine machine, long over, String why)
            throws IOException, LeaseStore.LeaseHeldException {
        LeaseStore leases = new LeaseStore(folder, machine.processes());
        LeaseStore.Taken taken = leases.take(host, machine.clocks().wall(), shortFolder, over);
        try {
            if (taken.former().isPresent()) {
                recordFormer(folder, taken, machine, why);
            }
            record(folder, HostChange.ATTACHED, whole(taken.lease()), "", machine);
        } catch (IOException unwritable) {
            leases.release(taken.lease().generation());
            throw unwritable;
        }
        return taken.lease();
    }

    /** One that gave its lease back has recorded so itself. */
    private static void recordFormer(AppFolder folder, LeaseStore.Taken taken, Machine machine, String why)
            throws IOException {
        Lease former = taken.former().get();
        if (taken.wasHeld()) {
            record(folder, HostChange.REPLACED, former.host(), why, machine);
        } else if (former.open()) {
            String gone = "process " + former.process().pid() + " is gone without having detached";
            record(folder, HostChange.CRASHED, former.host(), gone, machine);
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
            if (!leases.release(generation)) {
                return false;
            }
            record(folder, HostChange.DETACHED, whole(lease), why, machine);
            tellFenced(host, generation);
            return true;
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

    /** The history repeats what the lease's file holds, so that the loss of either loses nothing. */
    private static HostName whole(Lease lease) {
        return new HostName(
                lease.generation(), lease.process().pid(), lease.process().text(), lease.socket());
    }

    private static void record(AppFolder folder, HostChange change, HostName host, String why, Machine machine)
            throws IOException {
        new History(folder).append(new HistoryEvent.HostChanged(machine.clocks().wall(), change, host, why));
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
