package dev.tickover.tick;

import dev.tickover.event.ClockGap;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.machine.FileLock;
import dev.tickover.policy.Decision;
import dev.tickover.policy.Looked;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Step;
import dev.tickover.policy.Transitions;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.DueCache;
import dev.tickover.state.Fence;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.ScheduleStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at one schedule: decides, and delivers at most one tick. The state says <em>in flight</em> before the tick is
 * sent and is completed after the answer, each under the schedule's lock, which is held neither while deciding for
 * others nor while a host works. Whoever pulses — the OS scheduler, a host, a wake — comes through here.
 */
public final class SchedulePulse {

    private final AppFolder folder;
    private final String name;
    private final Machine machine;
    private final Delivery delivery;
    private final ScheduleStore store;
    private final PulseNote note;
    private final PulseNote otherNote;
    private final Fence fence;
    private boolean ticked;
    private boolean settled;

    /**
     * Prepares for a pulse of the schedule's own entry in the OS scheduler.
     *
     * @param folder the application's state folder
     * @param name the schedule's name
     * @param machine the machine
     * @param host how to deliver to the application's host; a schedule in command mode does without
     */
    public SchedulePulse(AppFolder folder, String name, Machine machine, Delivery host) {
        this(folder, name, machine, host, null, true);
    }

    /**
     * Prepares to look at a schedule on other grounds than a pulse of its own entry: a sweep, a wake, a host.
     *
     * @param folder the application's state folder
     * @param name the schedule's name
     * @param machine the machine
     * @param host how to deliver to the application's host; a schedule in command mode does without
     * @param fence the fence of the host that looks; null if no host does
     * @return what looks
     */
    public static SchedulePulse extra(AppFolder folder, String name, Machine machine, Delivery host, Fence fence) {
        return new SchedulePulse(folder, name, machine, host, fence, false);
    }

    private SchedulePulse(AppFolder folder, String name, Machine machine, Delivery host, Fence fence, boolean isPulse) {
        this.folder = folder;
        this.name = name;
        this.machine = machine;
        this.delivery = host;
        this.store = new ScheduleStore(folder, name, fence);
        this.note = new PulseNote(isPulse ? folder.pulse(name) : folder.look(name));
        this.otherNote = new PulseNote(isPulse ? folder.look(name) : folder.pulse(name));
        this.fence = fence;
    }

    /**
     * Decides, and delivers a tick if one is to be started, waiting for its end. Where an earlier look has found that
     * nothing is to be done before a moment that is still to come, that is the answer: most pulses come to it, and it is
     * the cheapest by far.
     *
     * @return what it came to
     * @throws FileLock.HeldTooLongException if another process does not let go of the schedule; the history tells it
     * @throws dev.tickover.state.FencedException if a host looks whose lease is over; nothing is changed
     * @throws IOException if the state cannot be read or written
     */
    public Step step() throws IOException {
        String quiet = quiet();
        return quiet == null ? look() : new Step.Nothing(new Reason(Reason.Kind.NOT_DUE, quiet));
    }

    /** Does as {@link #step} does, whatever an earlier look has found. */
    Step look() throws IOException {
        settled = false;
        Step step;
        try {
            step = decideAndDeliver();
        } catch (FileLock.HeldTooLongException held) {
            new Blocked(folder, name, machine, note).tell(held.getMessage());
            throw held;
        }
        ticked = step instanceof Step.Ticked;
        note.write(machine.now(), machine.clocks().awakeNanos(), step.why().text());
        return step;
    }

    /** Tells whether the last step was a tick after which nothing is to be done soon. */
    boolean isSettled() {
        return settled;
    }

    /**
     * Checks whether an earlier look has found that nothing is to be done before a moment that is still to come, and notes
     * the pulse if so. Such a pulse is the most frequent: it loads no class of a step's.
     */
    boolean isQuiet() {
        return quiet() != null;
    }

    /** Returns why nothing is to be done; null if that takes a look. */
    private String quiet() {
        String quiet = new DueCache(folder, name, machine.clocks().zoneFingerprint()).quietAt(machine.now());
        // The look that follows a tick is not a pulse: what is noted of this one is its tick.
        if (quiet != null && !ticked) {
            note.write(machine.now(), machine.clocks().awakeNanos(), quiet);
        }
        return quiet;
    }

    private Step decideAndDeliver() throws IOException {
        InstalledSchedule installed = Compiled.schedule(folder, name);
        Delivery to = installed.schedule().isCommand() ? new CommandDelivery() : delivery;
        DueCache cache = new DueCache(folder, name, machine.clocks().zoneFingerprint());
        CachedDue due = new CachedDue(installed, machine, cache);
        Step step = decide(installed, to, due);
        return step instanceof Step.Starts starts ? deliver(installed, to, starts, due) : step;
    }

    /** Decides under the lock; a tick that is to be delivered is in flight when this returns. */
    private Step decide(InstalledSchedule installed, Delivery to, CachedDue due) throws IOException {
        try (ScheduleStore.Transaction transaction =
                store.begin(machine.clocks().wall(), machine.clocks().bootId())) {
            // Not before the lock is held: whoever held it may have waited for, and written, a later moment.
            Stamp now = machine.now();
            List<HistoryEvent> events = new ArrayList<>();
            recordGap(due, now, events);
            ScheduleState found = upgraded(installed, transaction, due, now, events);
            if (!transaction.repairs().isEmpty()) {
                for (String repair : transaction.repairs()) {
                    events.add(new HistoryEvent.Repaired(now.wall(), name, 0, repair));
                }
                // An older state may not know of the last start. Never a burst: the spacing counts from now.
                found = found.with().lastStart(Optional.of(now)).build();
            }
            Looked looked = new PulseCircumstances(folder, installed, machine, fence, to, note).look(found, now, due);
            events.addAll(looked.events());
            if (transaction.isNew() || !events.isEmpty()) {
                transaction.commit(looked.next(), events, accountsForAny(events));
            }
            due.keep(looked.seen(), now.wall());
            // Asked first, so that a tick loads nothing for it.
            boolean runs = looked.decision() instanceof Decision.Run;
            if (!runs && looked.decision() instanceof Decision.Skip) {
                due.noteQuiet(looked.next(), now);
            }
            return looked.step();
        }
    }

    /** Records the rule of the due instants where it may be another; what that ends, nothing below may take back. */
    private ScheduleState upgraded(
            InstalledSchedule installed,
            ScheduleStore.Transaction transaction,
            CachedDue due,
            Stamp now,
            List<HistoryEvent> events)
            throws IOException {
        boolean isRecorded = due.isCached()
                && !transaction.mayHaveFallenBack()
                && transaction.repairs().isEmpty()
                && !transaction.definition().isEmpty();
        if (isRecorded) {
            return transaction.state();
        }
        ScheduleState state = Definition.record(installed, machine.get(), transaction, now.wall(), events);
        if (state != transaction.state()) {
            transaction.commit(state, events, true);
            events.clear();
        }
        return state;
    }

    /** Events that account for due instants must survive a power failure before the state does. */
    private static boolean accountsForAny(List<HistoryEvent> events) {
        for (HistoryEvent event : events) {
            if (event instanceof HistoryEvent.Fired || event instanceof HistoryEvent.Accounted) {
                return true;
            }
        }
        return false;
    }

    /** Records of a pulse that came late what the clocks say of the time since the one before: it explains the gap. */
    private void recordGap(DueInstants due, Stamp now, List<HistoryEvent> events) {
        ClockGap gap = PulseGap.between(note.read(), now, machine.clocks().awakeNanos());
        if (gap != null && PulseGap.isNotable(gap, due, now) && isNotableBeside(otherNote, due, now)) {
            events.add(new HistoryEvent.Pulsed(now.wall(), name, gap));
        }
    }

    /** A look by a sweep or the host fills a gap between pulses, and the other way round. */
    private boolean isNotableBeside(PulseNote other, DueInstants due, Stamp now) {
        ClockGap gap = PulseGap.between(other.read(), now, machine.clocks().awakeNanos());
        return gap == null || PulseGap.isNotable(gap, due, now);
    }

    private Step deliver(InstalledSchedule installed, Delivery to, Step.Starts starts, CachedDue due)
            throws IOException {
        Schedule schedule = installed.schedule();
        Tick tick = starts.tick();
        Outcome outcome = to.deliver(installed, tick, new Accepted(folder, name, machine, tick));
        try (ScheduleStore.Transaction transaction =
                store.begin(machine.clocks().wall(), machine.clocks().bootId())) {
            Stamp now = machine.now();
            if (Transitions.isInFlight(transaction.state(), tick)) {
                List<HistoryEvent> events = List.of(HistoryEvent.ended(now.wall(), name, tick, outcome));
                ScheduleState ended = Transitions.ended(schedule, transaction.state(), tick, outcome, now.wall());
                transaction.commit(ended, events, false);
                due.keep(ended, now.wall());
                settled = due.noteQuiet(ended, now);
            }
        }
        return new Step.Ticked(tick, outcome, starts.why());
    }
}
