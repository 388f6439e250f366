package dev.tickover.tick;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.ipc.HostConnection;
import dev.tickover.ipc.HostServer;
import dev.tickover.ipc.Peer;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.History;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.state.Standbys;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way of a process to the lease: it takes it, or waits for it behind the host that holds it. While it waits it costs
 * no processor time: one thread reads from a connection to the active host, which ends with that host, and another waits
 * for whoever finds the active host hung. One thread waits; any may close.
 */
public final class Standby implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** What a host is allowed to save its work and to let handlers end in, when it is asked to hand over. */
    private static final long HAND_OVER_MS = 15_000;

    private static final long CONNECT_MS = 1_000;

    /** A connection that ends is tried again after this, and then more and more seldom: a host may refuse standbys. */
    private static final long SHORTEST_PAUSE_MS = 20;

    private static final long LONGEST_PAUSE_MS = 60_000;

    private final AppFolder folder;
    private final ProcessIdentity process;
    private final File shortFolder;
    private final Machine machine;
    private final Standbys register;
    private final String name;
    /** Used by the thread that waits alone, as is its entry. */
    private HostServer server;

    private Standbys.Entry entry;
    private HostConnection behind;
    private boolean mustLook = true;
    private boolean closed;

    /**
     * Prepares the way.
     *
     * @param folder the application's state folder
     * @param process the process that the lease is for
     * @param shortFolder where sockets go whose paths would be too long in the state folder
     * @param machine the machine
     */
    public Standby(AppFolder folder, ProcessIdentity process, File shortFolder, Machine machine) {
        this.folder = folder;
        this.process = process;
        this.shortFolder = shortFolder;
        this.machine = machine;
        this.register = new Standbys(folder, machine.processes());
        // The count is one class loader's; two of one process do not come here in the same nanosecond.
        this.name =
                process.pid() + "-" + Long.toString(machine.clocks().awakeNanos(), 36) + "-" + COUNT.incrementAndGet();
    }

    /**
     * Takes the lease if that can be done at once: nobody holds it, or whoever does hangs. One that is not known to be
     * stopped is given {@link Protocol#ANSWER_MS} to answer.
     *
     * @return the lease; empty if a healthy host holds it, or a frozen process does not let go of its lock
     * @throws IOException if the state folder cannot be read or written
     */
    public Optional<Lease> tryNow() throws IOException {
        try {
            return Optional.of(Attachment.attach(folder, process, shortFolder, machine));
        } catch (LeaseStore.LeaseHeldException active) {
            return takeOverIfHung(active.lease());
        } catch (FileLock.HeldTooLongException frozen) {
            // Whoever froze while it wrote lets nobody take the lease before it thaws or ends.
            return Optional.empty();
        }
    }

    private Optional<Lease> takeOverIfHung(Lease held) throws IOException {
        HostReport report =
                HostReport.ask(folder, machine, Compiled.app(folder).liveness().staleAfter(), Protocol.ANSWER_MS);
        boolean isThatOne = report.lease().isPresent() && report.lease().get().generation() == held.generation();
        return report.state() == HostReport.State.HUNG && isThatOne ? takeOver(held, report.why()) : Optional.empty();
    }

    private Optional<Lease> takeOver(Lease held, String why) throws IOException {
        try {
            return Optional.of(Attachment.takeOver(folder, process, shortFolder, machine, held, why));
        } catch (LeaseStore.LeaseHeldException another) {
            return Optional.empty();
        }
    }

    /**
     * Takes the lease on purpose: asks a host that holds it to save its work and to hand over, and takes it then. One
     * that does not answer within {@value #HAND_OVER_MS} milliseconds, or hangs, is not waited for.
     *
     * @return the lease; empty if this was closed meanwhile
     * @throws IOException if the state folder cannot be read or written
     */
    public Optional<Lease> takeOver() throws IOException {
        while (!isClosed()) {
            Lease held;
            try {
                return Optional.of(Attachment.attach(folder, process, shortFolder, machine));
            } catch (LeaseStore.LeaseHeldException active) {
                held = active.lease();
            }
            Optional<Lease> lease = takeOverIfHung(held);
            if (lease.isEmpty()) {
                String how = askToHandOver(held) ? "" : "; it did not hand over when asked";
                lease = takeOver(held, "process " + process.pid() + " took over on purpose" + how);
            }
            if (lease.isPresent()) {
                return lease;
            }
        }
        return Optional.empty();
    }

    /** Returns true if it is ready for its lease to be taken. */
    private boolean askToHandOver(Lease held) {
        try (HostConnection connection = HostConnection.open(held.socket(), CONNECT_MS)) {
            connection.send(request(Protocol.HAND_OVER), CONNECT_MS);
            JsonLine answer = connection.receive(HAND_OVER_MS);
            return answer != null && Protocol.DONE.equals(answer.text(Protocol.STATUS, ""));
        } catch (IOException frozenOrGone) {
            return false;
        }
    }

    private JsonLine request(String op) {
        return new JsonLine().put("v", Protocol.VERSION).put(Protocol.OP, op).put("pid", process.pid());
    }

    /**
     * Waits for the lease, however long that takes, and takes it. While the state folder cannot be written, it tries
     * again more and more seldom.
     *
     * @return the lease; empty if this was closed, or the process has ended that the lease is for
     * @throws IOException if the application is no longer installed
     */
    public Optional<Lease> await() throws IOException {
        long pause = SHORTEST_PAUSE_MS;
        try {
            while (!isClosed() && machine.processes().isAlive(process)) {
                boolean hasWaited = false;
                try {
                    register();
                    Lease held;
                    try {
                        return Optional.of(Attachment.attach(folder, process, shortFolder, machine));
                    } catch (LeaseStore.LeaseHeldException active) {
                        held = active.lease();
                    }
                    Optional<Lease> lease = takesMessage() ? takeOverIfHung(held) : Optional.empty();
                    if (lease.isPresent()) {
                        return lease;
                    }
                    hasWaited = waitsForEndOf(held);
                } catch (IOException failed) {
                    if (!folder.exists()) {
                        throw failed;
                    }
                }
                pause = hasWaited ? SHORTEST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
                pause(pause);
            }
            return Optional.empty();
        } finally {
            unregister();
        }
    }

    /** Registers, unless that is done. First with its file, by which others find what a killed process leaves behind. */
    private void register() throws IOException {
        if (server != null) {
            return;
        }
        String socket = register.socketPath(name, shortFolder);
        Instant now = machine.clocks().wall();
        if (entry == null) {
            entry = register.add(name, process, socket, now);
        }
        HostServer listening = HostServer.listen(socket, "tickover-standby", this::handle);
        server = listening;
        HostName host = new HostName(0, process.pid());
        new History(folder)
                .append(new HistoryEvent.HostChanged(now, HostChange.STANDBY, host, "another host is active"));
    }

    private void unregister() {
        if (entry != null) {
            register.remove(entry);
        }
        if (server != null) {
            server.close();
        }
    }

    /** Called by the server's thread. */
    private void handle(Peer peer, JsonLine line) {
        String op = line.text(Protocol.OP, "");
        JsonLine answer = new JsonLine().put("v", Protocol.VERSION);
        if (op.equals(Protocol.PING)) {
            peer.send(answer.put(Protocol.STATUS, Protocol.STANDBY).put("pid", process.pid()));
        } else if (op.equals(Protocol.TAKE_OVER)) {
            lookAgain();
            peer.send(answer.put(Protocol.STATUS, Protocol.ACCEPTED));
        } else {
            peer.send(answer.put(Protocol.STATUS, Protocol.UNSUPPORTED));
        }
    }

    private void lookAgain() {
        synchronized (this) {
            mustLook = true;
            notifyAll();
        }
        leave();
    }

    private synchronized boolean takesMessage() {
        boolean is = mustLook;
        mustLook = false;
        return is;
    }

    /** Returns true if the host was there, for longer than a moment. */
    private boolean waitsForEndOf(Lease held) {
        long begun = machine.clocks().awakeNanos();
        try (HostConnection connection = HostConnection.open(held.socket(), CONNECT_MS)) {
            connection.send(request(Protocol.STANDBY), CONNECT_MS);
            synchronized (this) {
                if (closed || mustLook) {
                    return false;
                }
                behind = connection;
            }
            connection.awaitEnd();
            return machine.clocks().awakeNanos() - begun > SHORTEST_PAUSE_MS * 1_000_000;
        } catch (IOException notListening) {
            // It has ended, does not listen yet, or never will: then whoever finds it hung says so here.
            return false;
        } finally {
            synchronized (this) {
                behind = null;
            }
        }
    }

    private synchronized void pause(long millis) {
        if (!closed && !mustLook) {
            try {
                wait(millis);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                closed = true;
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void leave() {
        HostConnection connection;
        synchronized (this) {
            connection = behind;
        }
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException closing) {
            // The thread that reads from it sees it closed all the same.
            return;
        }
    }

    /** Ends the wait: {@link #await} returns soon. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        leave();
    }
}
