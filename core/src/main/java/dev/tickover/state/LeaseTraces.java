package dev.tickover.state;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HistoryLine;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.machine.ProcessIdentity;
import java.io.IOException;
import java.time.Instant;

/**
 * Finds the newest lease in what it left behind, for when its own file is lost or damaged: the former file, the history
 * and the sockets. A generation must never come back, and a host that lives must not be taken for gone.
 */
final class LeaseTraces {

    private static final ProcessIdentity NOBODY = new ProcessIdentity(0, 0, "");

    private final AppFolder folder;
    private Lease newest;

    private LeaseTraces(AppFolder folder, Lease former) {
        this.folder = folder;
        this.newest = former;
    }

    /** Returns the newest lease that left a trace: the former one itself if none is newer; null if there is none. */
    static Lease newest(AppFolder folder, Lease former) throws IOException {
        LeaseTraces traces = new LeaseTraces(folder, former);
        new History(folder).forEachOutsideGroups(traces::follow);
        traces.lookAtSockets();
        return traces.newest;
    }

    /** Tells cheaply whether there was a lease although there is no file of it. */
    static boolean leftSocket(AppFolder folder) {
        return newestSocket(folder) > 0;
    }

    private void follow(HistoryLine line) {
        if (!(line.event() instanceof HistoryEvent.HostChanged changed)) {
            return;
        }
        long generation = changed.host().generation();
        if (generation < 1 || newest != null && generation < newest.generation()) {
            return;
        }
        if (changed.change() == HostChange.ATTACHED) {
            boolean isNew = newest == null || generation > newest.generation();
            newest = isNew ? attached(changed.host()) : newest;
        } else if (isOver(changed.change()) && newest != null && newest.open()) {
            newest = closed(newest, generation);
        }
    }

    private static boolean isOver(HostChange change) {
        return change == HostChange.DETACHED || change == HostChange.CRASHED;
    }

    private Lease attached(HostName host) {
        ProcessIdentity process = ProcessIdentity.parse(host.process());
        String socket =
                host.socket().isEmpty() ? folder.socket(host.generation()).getPath() : host.socket();
        return new Lease(host.generation(), process == null ? NOBODY : process, socket, Instant.EPOCH, process != null);
    }

    private static Lease closed(Lease lease, long generation) {
        return new Lease(generation, lease.process(), lease.socket(), lease.attachedAt(), false);
    }

    /** A socket may be of a host whose attachment the history does not tell: it had no time to. */
    private void lookAtSockets() {
        long generation = newestSocket(folder);
        if (generation > 0 && (newest == null || generation > newest.generation())) {
            newest = new Lease(generation, NOBODY, folder.socket(generation).getPath(), Instant.EPOCH, false);
        }
    }

    private static long newestSocket(AppFolder folder) {
        String[] names = folder.path().list();
        long newest = 0;
        for (String name : names == null ? new String[0] : names) {
            newest = Math.max(newest, generationOf(name));
        }
        return newest;
    }

    private static long generationOf(String name) {
        if (!name.startsWith("host-") || !name.endsWith(".sock")) {
            return 0;
        }
        try {
            return Long.parseLong(name.substring(5, name.length() - 5));
        } catch (NumberFormatException foreign) {
            return 0;
        }
    }
}
