package dev.tickover.state;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.machine.Processes;
import dev.tickover.machine.SmallFiles;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Keeps the lease of an application: one at a time, each with a higher generation than all before. */
public final class LeaseStore {

    private static final String FORMAT = "tickover-lease 1";

    /** The longest path a socket address holds everywhere: 104 bytes on macOS, 108 on Linux (unix(7)), with the NUL. */
    private static final int LONGEST_SOCKET_PATH = 103;

    private final AppFolder folder;
    private final Processes processes;

    /**
     * Opens the store.
     *
     * @param folder the application's state folder
     * @param processes tells whether a lease's process still runs
     */
    public LeaseStore(AppFolder folder, Processes processes) {
        this.folder = folder;
        this.processes = processes;
    }

    /**
     * Reads the newest lease.
     *
     * @return the lease, open or closed; null if there never was one
     * @throws IOException if it cannot be read
     */
    @SuppressWarnings("try") // the lock is held, not used
    public Lease read() throws IOException {
        // Without the lock, which a host that froze while it wrote would not let go of: then nobody could find out that
        // it hangs. The file is replaced in one step, and is there once anybody has attached.
        try {
            return fromFields(Fields.decode(FORMAT, SmallFiles.read(folder.lease())));
        } catch (FileNotFoundException | DamagedException lost) {
            return readOrRecover();
        }
    }

    @SuppressWarnings("try") // the lock is held, not used
    private Lease readOrRecover() throws IOException {
        try (FileLock lock = FileLock.take(folder.lockOf("lease"))) {
            return readLocked(file());
        }
    }

    private Lease readLocked(FieldsFile file) throws IOException {
        Fields fields = file.read();
        Lease lease = fields == null ? null : fromFields(fields);
        return file.mayBeOlder() || lease == null && LeaseTraces.leftSocket(folder) ? recovered(lease) : lease;
    }

    /** Puts the newest lease back, if it left a trace that is newer than what could be read. */
    private Lease recovered(Lease former) throws IOException {
        Lease found = LeaseTraces.newest(folder, former);
        if (found == former) {
            return former;
        }
        file().writeInOneStep(toFields(found));
        // The time of the write is that of the repair: a store has no clock.
        HistoryWriter.append(
                folder,
                new HistoryEvent.Repaired(
                        Instant.ofEpochMilli(folder.lease().lastModified()),
                        "",
                        found.generation(),
                        "the file of the lease was damaged or lost; put together from what the lease left behind"));
        return found;
    }

    /** Higher than every one before, though the file that named the last one was damaged and left no other trace. */
    private static long nextGeneration(Lease former, boolean mayBeOlder, Instant now) {
        if (former != null) {
            return former.generation() + (mayBeOlder ? 2 : 1);
        }
        return mayBeOlder ? Math.max(1, now.getEpochSecond()) : 1;
    }

    /** Locks the lease while it is this one. */
    FileLock lockWhile(Lease own) throws IOException {
        FileLock lock = FileLock.take(folder.lockOf("lease"));
        try {
            Lease current = readLocked(file());
            if (current == null
                    || !current.open()
                    || current.generation() != own.generation()
                    || !current.process().text().equals(own.process().text())) {
                throw new FencedException(fencedBecause(own, current));
            }
            return lock;
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private static String fencedBecause(Lease own, Lease current) {
        String isOver = "generation " + own.generation() + " is no longer the host: ";
        if (current == null) {
            return isOver + "its lease is gone";
        }
        if (current.generation() == own.generation()) {
            return isOver + "its lease was given back";
        }
        return isOver + "process " + current.process().pid() + " took over, with generation " + current.generation();
    }

    /**
     * Tells whether a lease is claimed by a process that still runs.
     *
     * @param lease the lease; may be null
     * @return true if it is
     */
    public boolean isHeld(Lease lease) {
        return lease != null && lease.open() && processes.isAlive(lease.process());
    }

    /**
     * Takes the lease for a process, with the next generation. The history records that, and what became of the host
     * before, while the lease is locked: there one term ends before the next one begins.
     *
     * @param process the process
     * @param now the moment
     * @param socketFolder where a socket goes whose path would be too long in the state folder
     * @param over the generation that may be taken over though its process lives; 0 for none
     * @param why why it is taken over, for people
     * @return the new lease
     * @throws LeaseHeldException if another process holds it
     * @throws IOException if it or the history cannot be read or written; the lease is not held then
     */
    @SuppressWarnings("try") // the lock is held, not used
    public Lease take(ProcessIdentity process, Instant now, File socketFolder, long over, String why)
            throws IOException, LeaseHeldException {
        try (FileLock lock = FileLock.take(folder.lockOf("lease"))) {
            FieldsFile file = file();
            Lease former = readLocked(file);
            if (former == null) {
                former = recovered(null);
            }
            boolean isHeld = isHeld(former);
            if (isHeld && former.generation() != over) {
                throw new LeaseHeldException(former);
            }
            long generation = nextGeneration(former, file.mayBeOlder(), now);
            Lease lease = new Lease(generation, process, socketPath(generation, socketFolder), now, true);
            file().writeInOneStep(toFields(lease));
            try {
                recordTaken(lease, former, isHeld, why);
            } catch (IOException unwritable) {
                close(lease);
                throw unwritable;
            }
            if (former != null && !isHeld) {
                // Its generation is over for good, and nobody else would ever remove it.
                new File(former.socket()).delete();
            }
            return lease;
        }
    }

    /** One that gave its lease back has recorded so itself. */
    private void recordTaken(Lease lease, Lease former, boolean wasHeld, String why) throws IOException {
        Instant now = lease.attachedAt();
        HistoryEvent.HostChanged attached = new HistoryEvent.HostChanged(now, HostChange.ATTACHED, lease.whole(), "");
        if (former == null || !former.open()) {
            HistoryWriter.append(folder, attached);
        } else if (wasHeld) {
            HistoryWriter.append(
                    folder, new HistoryEvent.HostChanged(now, HostChange.REPLACED, former.host(), why), attached);
        } else {
            String gone = "process " + former.process().pid() + " is gone without having detached";
            HistoryWriter.append(
                    folder, new HistoryEvent.HostChanged(now, HostChange.CRASHED, former.host(), gone), attached);
        }
    }

    private void close(Lease current) throws IOException {
        file().writeInOneStep(toFields(
                new Lease(current.generation(), current.process(), current.socket(), current.attachedAt(), false)));
        new File(current.socket()).delete();
    }

    /**
     * Gives the lease back, and records that in the history while the lease is locked. A lease of another generation is
     * not touched.
     *
     * @param generation the generation that ends
     * @param how how: as detached or as crashed
     * @param now the moment
     * @param why why, for people
     * @return true if it was the current one and open
     * @throws IOException if it or the history cannot be read or written
     */
    @SuppressWarnings("try") // the lock is held, not used
    public boolean release(long generation, HostChange how, Instant now, String why) throws IOException {
        try (FileLock lock = FileLock.take(folder.lockOf("lease"))) {
            Lease current = readLocked(file());
            if (current == null || current.generation() != generation || !current.open()) {
                return false;
            }
            close(current);
            HostName host = how == HostChange.DETACHED ? current.whole() : current.host();
            HistoryWriter.append(folder, new HistoryEvent.HostChanged(now, how, host, why));
            return true;
        }
    }

    private String socketPath(long generation, File socketFolder) throws IOException {
        return socketPath(folder.socket(generation), folder, Long.toString(generation), socketFolder);
    }

    /** Returns a path that a socket address holds: in the state folder, or else in another one. */
    static String socketPath(File wanted, AppFolder folder, String name, File socketFolder) throws IOException {
        String inFolder = wanted.getPath();
        if (bytes(inFolder) <= LONGEST_SOCKET_PATH) {
            return inFolder;
        }
        String hash = Integer.toHexString(folder.path().getPath().hashCode());
        String elsewhere = new File(socketFolder, "tickover-" + hash + "-" + name + ".sock").getPath();
        if (bytes(elsewhere) > LONGEST_SOCKET_PATH) {
            throw new IOException("the socket path is too long: " + elsewhere + " has " + bytes(elsewhere)
                    + " bytes, a socket address holds " + LONGEST_SOCKET_PATH
                    + "; set TICKOVER_HOME or XDG_RUNTIME_DIR to a shorter folder");
        }
        return elsewhere;
    }

    private static int bytes(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length;
    }

    private FieldsFile file() {
        return new FieldsFile(folder.lease(), FORMAT);
    }

    private static Fields toFields(Lease lease) {
        return new Fields()
                .put("generation", lease.generation())
                .put("process", lease.process().text())
                .put("socket", lease.socket())
                .put("attachedAt", lease.attachedAt())
                .put("open", String.valueOf(lease.open()));
    }

    private static Lease fromFields(Fields fields) throws DamagedException {
        ProcessIdentity process = ProcessIdentity.parse(fields.text("process"));
        if (process == null) {
            throw new DamagedException("no process: " + fields.text("process"));
        }
        return new Lease(
                fields.number("generation"),
                process,
                fields.text("socket"),
                fields.instant("attachedAt"),
                fields.text("open").equals("true"));
    }

    /** Says that another process is the host. */
    public static final class LeaseHeldException extends Exception {
        private static final long serialVersionUID = 1L;

        /** The lease that is held. */
        private final transient Lease lease;

        LeaseHeldException(Lease lease) {
            super("process " + lease.process().pid() + " is attached already, with generation " + lease.generation());
            this.lease = lease;
        }

        /** {@return the lease that is held} */
        public Lease lease() {
            return lease;
        }
    }
}
