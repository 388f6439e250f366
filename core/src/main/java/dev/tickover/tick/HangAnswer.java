package dev.tickover.tick;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.machine.ChildProcess;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.ProcessEnd;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Does what {@code on-hung} says about a host that hangs. */
final class HangAnswer {

    private static final long NOTIFY_WITHIN_MS = 60_000;
    private static final long POLITE_MS = 10_000;
    private static final long FIRM_MS = 5_000;

    private final AppFolder folder;
    private final Machine machine;
    private final InstalledApp app;
    private final LeaseStore leases;
    private ProcessEnd.Result ended = ProcessEnd.Result.GONE;

    HangAnswer(AppFolder folder, Machine machine, InstalledApp app) {
        this.folder = folder;
        this.machine = machine;
        this.app = app;
        this.leases = new LeaseStore(folder, machine.processes());
    }

    /** Runs the command of {@code notify}, which finds in its environment what it is about. */
    void notifyOf(HostReport report) throws IOException {
        Lease lease = report.lease().orElseThrow();
        Map<String, String> environment = new HashMap<>();
        environment.put("TICKOVER_APP", app.id());
        environment.put("TICKOVER_PID", Long.toString(lease.process().pid()));
        environment.put("TICKOVER_GENERATION", Long.toString(lease.generation()));
        environment.put("TICKOVER_WHY", report.why());
        CommandResult result =
                ChildProcess.run(app.liveness().notifyCommand(), environment, NOTIFY_WITHIN_MS, () -> {});
        record(HostChange.NOTIFIED, lease, result.summary());
    }

    /**
     * Ends exactly the process that holds the lease, if it still hangs, and starts the application. Cut off at any point,
     * it is taken up by the next look: a process that is gone is not ended again, an application with a host not started.
     */
    void restart(HostReport report) throws IOException {
        if (end(report)) {
            start(report);
        }
    }

    /**
     * Ends the process, if it still hangs; returns false if it cannot be ended. One in which another host has taken over
     * is left alone.
     */
    boolean end(HostReport report) throws IOException {
        if (report.state() != HostReport.State.HUNG) {
            return true;
        }
        Lease lease = report.lease().orElseThrow();
        Lease now = leases.read();
        boolean isOfAnother = now != null && now.generation() > lease.generation();
        if (isOfAnother && now.process().text().equals(lease.process().text())) {
            return true;
        }
        ended = ProcessEnd.end(machine.processes(), machine.clocks(), lease.process(), POLITE_MS, FIRM_MS);
        if (ended == ProcessEnd.Result.STILL_THERE) {
            record(
                    HostChange.RESTART_FAILED,
                    lease,
                    "process " + lease.process().pid() + " cannot be ended");
            return false;
        }
        return true;
    }

    /** Gives the lease of the ended process back, and starts the application. */
    void start(HostReport report) throws IOException {
        if (report.state() == HostReport.State.HUNG) {
            release(report.lease().orElseThrow(), ended);
        }
        String problem = new AppStarter(folder, machine).start();
        Lease now = leases.read();
        if (problem == null) {
            record(HostChange.RESTARTED, now, "");
            removeNote();
        } else {
            record(HostChange.RESTART_FAILED, now, problem);
        }
    }

    private void release(Lease lease, ProcessEnd.Result end) throws IOException {
        // One that ended politely may have detached by itself.
        String how = end == ProcessEnd.Result.FIRMLY ? "made to, since it did not when asked" : "when asked";
        String why = "process " + lease.process().pid() + " hung and was ended: " + how;
        leases.release(lease.generation(), HostChange.CRASHED, machine.clocks().wall(), why);
    }

    @SuppressWarnings("try") // the lock is held, not used
    void removeNote() throws IOException {
        try (FileLock lock = FileLock.take(folder.lockOf("hang"))) {
            folder.hang().delete();
        }
    }

    private void record(HostChange change, Lease lease, String why) throws IOException {
        HostName host = lease == null ? new HostName(0, 0) : lease.host();
        new History(folder).append(new HistoryEvent.HostChanged(machine.clocks().wall(), change, host, why));
    }
}
