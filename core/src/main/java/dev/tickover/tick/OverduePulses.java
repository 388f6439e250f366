package dev.tickover.tick;

import dev.tickover.event.HistoryEvent;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.ChildProcess;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.FileLock;
import dev.tickover.policy.Stamp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.Fence;
import dev.tickover.state.History;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Watches the pulses on behalf of a host: an OS scheduler may hold its own starts back for hours, and users disable
 * entries. An entry whose pulse is overdue by more than two periods, all of them awake, is told in the history and asked
 * to start, at most once a period.
 */
public final class OverduePulses {

    /** What an OS scheduler is allowed beyond the plan: systemd's AccuracySec alone is a minute (systemd.timer(5)). */
    private static final Duration LATENESS = Duration.ofSeconds(90);

    private static final long KICK_WITHIN_MS = 30_000;

    private final AppFolder folder;
    private final Machine machine;
    private final Fence fence;

    /**
     * Makes the watch.
     *
     * @param folder the application's state folder
     * @param machine the machine
     * @param fence the host's fence
     */
    public OverduePulses(AppFolder folder, Machine machine, Fence fence) {
        this.folder = folder;
        this.machine = machine;
        this.fence = fence;
    }

    /**
     * Is an entry whose pulse is overdue, and was asked for.
     *
     * @param entry the schedule's name, or {@code sweep}
     * @param why since when, and what came of asking, for people
     */
    public record Kick(String entry, String why) {}

    /**
     * Looks at all entries, and asks for the pulses that are overdue.
     *
     * @return what was asked for; empty in all but rare cases
     * @throws dev.tickover.state.FencedException if the host's lease is over; nothing is changed
     * @throws IOException if the state folder cannot be read or written
     */
    public List<Kick> look() throws IOException {
        InstalledApp app = Compiled.app(folder);
        List<Kick> kicks = new ArrayList<>();
        for (InstalledSchedule installed : Compiled.schedules(folder, app)) {
            Schedule schedule = installed.schedule();
            // On battery an entry that must not run there is not pulsed, and rightly so.
            if (schedule.enabled() && schedule.onBattery()) {
                DueInstants due = DueInstants.of(schedule.recurrence(), machine.get(), installed.offset());
                look(app, schedule.name(), due, kicks);
            }
        }
        Duration sweep = app.liveness().sweep();
        look(app, Schedule.SWEEP, after -> Optional.of(after.plus(sweep)), kicks);
        return kicks;
    }

    private void look(InstalledApp app, String entry, DueInstants plan, List<Kick> kicks) throws IOException {
        Stamp now = machine.now();
        String overdue = overdue(app, entry, plan, now);
        if (overdue == null || wasKickedInThisPeriod(entry, plan, now.wall())) {
            return;
        }
        fence.check();
        new PulseNote(folder.kick(entry)).write(now, machine.clocks().awakeNanos(), overdue);
        Kick kick = new Kick(entry, overdue + "; " + kick(app.kicks(), entry));
        tell(kick);
        kicks.add(kick);
    }

    /** Says what is overdue; null if nothing is. */
    private String overdue(InstalledApp app, String entry, DueInstants plan, Stamp now) {
        JsonLine note = new PulseNote(folder.pulse(entry)).read();
        Instant last = note == null ? lastChange(app, entry) : UtcText.parse(note.text("at"));
        Instant third = last;
        for (int period = 0; period < 3; period++) {
            Optional<Instant> next = plan.next(third);
            if (next.isEmpty()) {
                return null;
            }
            third = next.get();
        }
        boolean isOverdue = now.wall().isAfter(third.plus(LATENESS));
        Duration waking = Duration.between(last, third).plus(LATENESS);
        if (!isOverdue || awakeSince(note, now).compareTo(waking) < 0) {
            return null;
        }
        return (note == null ? "no pulse ever came" : "the last pulse came at " + UtcText.format(last))
                + ", and more than two since are missing";
    }

    /** An entry that was installed a moment ago has had no time to pulse. */
    private Instant lastChange(InstalledApp app, String entry) {
        long compiled =
                Math.max(folder.app().lastModified(), folder.schedule(entry).lastModified());
        Instant changed = Instant.ofEpochMilli(compiled);
        return changed.isAfter(app.installedAt()) ? changed : app.installedAt();
    }

    /** How long the machine has been awake since a note: asleep, no scheduler pulses. */
    private Duration awakeSince(JsonLine note, Stamp now) {
        long awakeMs = machine.clocks().awakeNanos() / 1_000_000;
        if (note == null || !now.bootId().equals(note.text("bootId", ""))) {
            // On all three systems this clock starts with the machine.
            return Duration.ofMillis(awakeMs);
        }
        return Duration.ofMillis(awakeMs - note.number("awakeMs", awakeMs));
    }

    private boolean wasKickedInThisPeriod(String entry, DueInstants plan, Instant now) {
        JsonLine kicked = new PulseNote(folder.kick(entry)).read();
        if (kicked == null) {
            return false;
        }
        Optional<Instant> again = plan.next(UtcText.parse(kicked.text("at")));
        return again.isEmpty() || again.get().isAfter(now);
    }

    private static String kick(Map<String, List<String>> kicks, String entry) {
        List<String> command = kicks.get(entry);
        if (command == null || command.isEmpty()) {
            return "no command to start the entry is known";
        }
        CommandResult result = ChildProcess.run(command, Map.of(), KICK_WITHIN_MS, () -> {});
        return result instanceof CommandResult.Exited exited && exited.code() == 0
                ? "the scheduler was asked to start it"
                : "the scheduler was asked to start it, and did not: " + result.summary();
    }

    @SuppressWarnings("try") // the lock is held, not used
    private void tell(Kick kick) throws IOException {
        String schedule = kick.entry().equals(Schedule.SWEEP) ? "" : kick.entry();
        HistoryEvent event = new HistoryEvent.PulseOverdue(machine.clocks().wall(), schedule, kick.entry(), kick.why());
        try (FileLock held = fence.hold()) {
            new History(folder).append(event);
        }
    }
}
