package dev.tickover.tick;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.ProcessIdentity;
import dev.tickover.policy.Stamp;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.History;
import dev.tickover.state.InstalledApp;
import java.io.IOException;
import java.time.Duration;

/**
 * Watches the host on behalf of the pulses: finds one that hangs, tells the history once an episode, and does what {@code
 * on-hung} says. A host hangs if it has seemed to at two looks that lie {@code stale-after} of awake time apart, with no
 * sleep of the machine in between: neither a resume, nor a long garbage collection, nor a process thawed a moment ago
 * raises a false alarm.
 */
public final class HangWatch {

    private static final long PATIENCE_MS = 10_000;

    /** A silence is confirmed with more patience than it was first noticed with. */
    private static final long LONGEST_PATIENCE_MS = 30_000;

    /** A short stale-after is waited out at once; a long one until a later pulse or sweep. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final AppFolder folder;
    private final Machine machine;
    private final long patienceMs;

    /**
     * Makes a watch.
     *
     * @param folder the application's state folder
     * @param machine the machine
     */
    public HangWatch(AppFolder folder, Machine machine) {
        this(folder, machine, PATIENCE_MS);
    }

    HangWatch(AppFolder folder, Machine machine, long patienceMs) {
        this.folder = folder;
        this.machine = machine;
        this.patienceMs = patienceMs;
    }

    /** Tells what one look came to. */
    private enum Verdict {
        /** Nothing is to be done. */
        NOTHING,
        /** The host seems to hang, and time will tell. */
        SUSPECTED,
        /** The host hangs, and this look is the first to say so. */
        HUNG,
        /** The host hangs still, or is ended already, and whoever was restarting it is gone. */
        RESTART_LEFT_UNDONE
    }

    /**
     * Looks at the host. Takes no longer than a ping, unless it seems to hang.
     *
     * @throws IOException if the state folder cannot be read or written
     */
    public void look() throws IOException {
        InstalledApp app = Compiled.app(folder);
        Liveness liveness = app.liveness();
        if (look(app) && liveness.staleAfter().compareTo(LONGEST_WAIT) <= 0) {
            Waiting.millis(liveness.staleAfter().toMillis());
            look(app);
        }
    }

    /** Returns true if the host seems to hang, and time will tell. */
    private boolean look(InstalledApp app) throws IOException {
        Duration staleAfter = app.liveness().staleAfter();
        Stamp before = machine.now();
        long awakeBefore = machine.clocks().awakeNanos();
        HostReport report = HostReport.ask(folder, machine, staleAfter, patienceMs);
        HangNote note = HangNote.read(folder);
        if (note == null && report.state() != HostReport.State.HUNG) {
            return false;
        }
        if (isToBeConfirmed(note, report, staleAfter) && report.fault() == HostReport.Fault.SILENT) {
            long patience = Math.min(LONGEST_PATIENCE_MS, Math.max(patienceMs, staleAfter.toMillis()));
            report = HostReport.ask(folder, machine, staleAfter, patience);
        }
        Verdict verdict = find(app, report, before, awakeBefore);
        boolean isToRestart = verdict == Verdict.HUNG && app.liveness().onHung() == OnHung.RESTART;
        // Before another host is attached: the history counts a hang to the host that is attached then.
        boolean isRecorded = isToRestart && isRecorded(report);
        boolean isReplaced = verdict == Verdict.HUNG
                && new StandbyCall(folder, machine).replace(report.lease().orElseThrow());
        if (verdict == Verdict.HUNG && app.liveness().onHung() == OnHung.NOTIFY) {
            new HangAnswer(folder, machine, app).notifyOf(report);
        } else if (verdict == Verdict.RESTART_LEFT_UNDONE) {
            new HangAnswer(folder, machine, app).restart(report);
        } else if (isToRestart) {
            restart(app, report, isRecorded, isReplaced);
        }
        return verdict == Verdict.SUSPECTED;
    }

    /** A host that froze while it wrote the history does not let anybody else write before it is ended. */
    private boolean isRecorded(HostReport report) throws IOException {
        try {
            record(HostChange.HUNG, report);
            return true;
        } catch (FileLock.HeldTooLongException byTheHost) {
            return false;
        }
    }

    private void restart(InstalledApp app, HostReport report, boolean isRecorded, boolean isReplaced)
            throws IOException {
        HangAnswer answer = new HangAnswer(folder, machine, app);
        boolean isEnded = answer.end(report);
        if (!isRecorded) {
            record(HostChange.HUNG, report);
        }
        if (isEnded && isReplaced) {
            answer.removeNote();
        } else if (isEnded) {
            answer.start(report);
        }
    }

    private boolean isToBeConfirmed(HangNote note, HostReport report, Duration staleAfter) {
        return note != null
                && note.isOf(report)
                && !note.wasTold()
                && note.age(machine.clocks().awakeNanos()).compareTo(staleAfter) >= 0;
    }

    @SuppressWarnings("try") // the lock is held, not used
    private Verdict find(InstalledApp app, HostReport report, Stamp before, long awakeBefore) throws IOException {
        try (FileLock lock = FileLock.take(folder.lockOf("hang"))) {
            HangNote note = HangNote.read(folder);
            if (report.state() != HostReport.State.HUNG) {
                return note == null ? Verdict.NOTHING : over(note, report);
            }
            long awake = machine.clocks().awakeNanos();
            if (note == null || !note.isOf(report) || !note.wasTold() && note.sleptSince(machine.now(), awake)) {
                HangNote.begin(folder, report, before, awakeBefore);
                return Verdict.SUSPECTED;
            }
            if (note.wasTold()) {
                return claimsRestart(note) ? Verdict.RESTART_LEFT_UNDONE : Verdict.NOTHING;
            }
            if (note.age(awake).compareTo(app.liveness().staleAfter()) < 0) {
                return Verdict.SUSPECTED;
            }
            if (app.liveness().onHung() == OnHung.RESTART) {
                note.restartedBy(self());
            } else {
                record(HostChange.HUNG, report);
            }
            note.told();
            return Verdict.HUNG;
        }
    }

    /** The host no longer seems to hang, or is no longer there. */
    private Verdict over(HangNote note, HostReport report) throws IOException {
        boolean isAway = report.state() == HostReport.State.ABSENT || report.state() == HostReport.State.CRASHED;
        if (isAway && note.isRestart()) {
            return claimsRestart(note) ? Verdict.RESTART_LEFT_UNDONE : Verdict.NOTHING;
        }
        if (isAway || !note.isRestart() || !isAtWork(note.actor())) {
            note.remove();
            if (note.wasTold() && !isAway && note.isOfGeneration(report)) {
                record(HostChange.RECOVERED, report);
            }
        }
        return Verdict.NOTHING;
    }

    private boolean claimsRestart(HangNote note) throws IOException {
        if (!note.isRestart() || isAtWork(note.actor())) {
            return false;
        }
        note.restartedBy(self());
        return true;
    }

    private boolean isAtWork(String actor) {
        ProcessIdentity identity = ProcessIdentity.parse(actor);
        return identity != null && machine.processes().isAlive(identity);
    }

    private String self() {
        return machine.processes().self().text();
    }

    private void record(HostChange change, HostReport report) throws IOException {
        HostName host = report.lease().isPresent() ? report.lease().get().host() : new HostName(0, 0);
        new History(folder).append(new HistoryEvent.HostChanged(machine.clocks().wall(), change, host, report.why()));
    }
}
