package dev.tickover.tick;

import dev.tickover.json.JsonLine;
import dev.tickover.machine.FileLock;
import dev.tickover.policy.Account;
import dev.tickover.policy.Decider;
import dev.tickover.policy.Decision;
import dev.tickover.policy.Outcome;
import dev.tickover.policy.Redelivery;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stagger;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Tick;
import dev.tickover.policy.Transitions;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.WhenAbsent;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.DueCache;
import dev.tickover.state.Fence;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.LeaseStore;
import dev.tickover.state.ScheduleStore;
import dev.tickover.state.Turns;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks at one schedule: decides, and delivers at most one tick. The state says <em>in flight</em> before the tick is
 * sent and is completed after the answer, each under the schedule's lock, which is held neither while deciding for
 * others nor while a host works. Whoever pulses — the OS scheduler, a host, a wake — comes through here.
 */
public final class SchedulePulse {

    private static final String ON_BATTERY = "on battery, and on-battery = false; held until there is mains power";

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
        DueCache cache = new DueCache(folder, name, machine.clocks().zoneFingerprint());
        String quiet = cache.quietAt(machine.now());
        if (quiet != null && ticked) {
            // The look that follows a tick is no pulse: what is noted of this one is its tick.
            return new Step.Nothing(quiet);
        }
        settled = false;
        Step step;
        try {
            step = quiet == null ? look(cache) : new Step.Nothing(quiet);
        } catch (FileLock.HeldTooLongException held) {
            new Blocked(folder, name, machine, note).tell(held.getMessage());
            throw held;
        }
        ticked = step instanceof Step.Ticked;
        note.write(machine.now(), machine.clocks().awakeNanos(), step.why());
        return step;
    }

    /** Tells whether the last step was a tick after which nothing is to be done soon. */
    boolean isSettled() {
        return settled;
    }

    private Step look(DueCache cache) throws IOException {
        InstalledSchedule installed = Compiled.schedule(folder, name);
        Delivery to = installed.schedule().isCommand() ? new CommandDelivery() : delivery;
        CachedDue due = new CachedDue(installed, machine, cache);
        Object decided = decide(installed, to, due);
        return decided instanceof Decision.Run run ? deliver(installed, to, run, due) : (Step) decided;
    }

    /** Decides under the lock; returns the {@link Decision.Run} that is now in flight, or the finished step. */
    private Object decide(InstalledSchedule installed, Delivery to, CachedDue due) throws IOException {
        Schedule schedule = installed.schedule();
        try (ScheduleStore.Transaction transaction =
                store.begin(machine.clocks().wall(), machine.clocks().bootId())) {
            // Not before the lock is held: whoever held it may have waited for, and written, a later moment.
            Stamp now = machine.now();
            List<JsonLine> events = new ArrayList<>();
            tellGap(due, now, events);
            ScheduleState found = transaction.state();
            if (!due.isCached()
                    || transaction.mayHaveFallenBack()
                    || !transaction.repairs().isEmpty()
                    || transaction.definition().isEmpty()) {
                found = Definition.tell(installed, machine.get(), transaction, now.wall(), events);
            }
            if (found != transaction.state()) {
                // Nothing that is decided below may take this back.
                transaction.commit(found, events, true);
                events.clear();
            }
            ScheduleState state = mended(schedule, transaction, found, now, events);
            if (!state.installedAt().equals(transaction.state().installedAt())) {
                Definition.tellMoved(installed, machine.get(), state, now.wall(), events);
            }
            Decision decision = Decider.decide(schedule, state, now, due, machine);
            if (decision instanceof Decision.Run run && MainsRule.holdsBack(schedule, run.tick(), machine.power())) {
                Step step = hold(transaction, state, run, MainsRule.WHY, now, events);
                due.keep(state, now.wall());
                return step;
            }
            if (decision instanceof Decision.Run run) {
                Readiness readiness = to.readiness();
                Object step = readiness.ready()
                        ? inTurn(schedule, transaction, state, run, now, events)
                        : absent(schedule, transaction, state, run, readiness, now, events);
                due.keep(state, now.wall());
                return step;
            }
            events.addAll(Events.accounts(now.wall(), name, decision.accounts()));
            boolean accounts = !decision.accounts().isEmpty();
            ScheduleState accounted = Transitions.accounted(state, decision);
            commitChanges(transaction, accounted, events, accounts);
            due.keep(state, now.wall());
            if (decision instanceof Decision.Defer defer) {
                return new Step.Deferred(defer.until(), defer.why());
            }
            due.noteQuiet(accounted, now);
            return new Step.Nothing(decision.why());
        }
    }

    /** Tells of a pulse that came late what the clocks say of the time since the one before: it explains the gap. */
    private void tellGap(DueInstants due, Stamp now, List<JsonLine> events) {
        PulseGap gap = PulseGap.between(note.read(), now, machine.clocks().awakeNanos());
        if (gap != null && gap.isNotable(due, now) && isNotableBeside(otherNote, due, now)) {
            events.add(gap.event(now, name));
        }
    }

    /** A look by a sweep or the host fills a gap between pulses, and the other way round. */
    private boolean isNotableBeside(PulseNote other, DueInstants due, Stamp now) {
        PulseGap gap = PulseGap.between(other.read(), now, machine.clocks().awakeNanos());
        return gap == null || gap.isNotable(due, now);
    }

    /** Sees to damaged files, clock steps and dead owners before anything is decided. */
    private ScheduleState mended(
            Schedule schedule,
            ScheduleStore.Transaction transaction,
            ScheduleState before,
            Stamp now,
            List<JsonLine> events) {
        for (String repair : transaction.repairs()) {
            events.add(Events.event(now.wall(), name, "repaired").put("why", repair));
        }
        ScheduleState found = before;
        if (!transaction.repairs().isEmpty()) {
            // An older state may not know of the last start. Never a burst: the spacing counts from now.
            found = found.with().lastStart(Optional.of(now)).build();
        }
        ScheduleState state = Transitions.clockChecked(schedule, found, now);
        if (state != found) {
            events.add(Events.event(now.wall(), name, "clock-set-back").put("era", state.era()));
        }
        ScheduleState recovered = Transitions.recovered(schedule, state, ownerIsDead(), now);
        for (int i = state.redeliveries().size(); i < recovered.redeliveries().size(); i++) {
            events.add(Events.ofTick(
                            now.wall(),
                            name,
                            "deferred",
                            recovered.redeliveries().get(i).tick())
                    .put("why", recovered.redeliveries().get(i).cause()));
        }
        return recovered;
    }

    private Predicate<String> ownerIsDead() {
        return new OwnerIsDead(machine.processes(), new LeaseStore(folder, machine.processes()));
    }

    /** Starts the tick, unless it has to let other schedules catch up before. */
    private Object inTurn(
            Schedule schedule,
            ScheduleStore.Transaction transaction,
            ScheduleState state,
            Decision.Run run,
            Stamp now,
            List<JsonLine> events)
            throws IOException {
        ScheduleState turned = state;
        // Asked first, so that a tick in time loads nothing for it.
        if (run.tick().reason().equals(Tick.CATCH_UP)) {
            if (Stagger.needsTurn(schedule, state, run, now.wall())) {
                Instant turn = new Turns(folder).take(name, now.wall());
                turned = state.with().turn(Optional.of(turn)).build();
            }
            Optional<Instant> until = Stagger.waitsUntil(schedule, turned, run, now.wall());
            if (until.isPresent()) {
                if (turned != state) {
                    events.add(Events.ofTick(now.wall(), name, "deferred", run.tick())
                            .put("why", Stagger.why()));
                }
                commitChanges(transaction, turned, events, false);
                return new Step.Deferred(until.get(), Stagger.why());
            }
        }
        start(schedule, transaction, turned, run, now, events);
        return run;
    }

    private void start(
            Schedule schedule,
            ScheduleStore.Transaction transaction,
            ScheduleState state,
            Decision.Run run,
            Stamp now,
            List<JsonLine> events)
            throws IOException {
        String owner = OwnerIsDead.name(machine.processes(), fence);
        events.addAll(Events.accounts(now.wall(), name, run.accounts(), superseded(schedule, state, run)));
        events.add(Events.fired(now.wall(), name, run.tick(), run.why()));
        transaction.commit(Transitions.started(schedule, state, run, now, owner), events, true);
    }

    /** The ticks that were started before and that this one stands for; their accounts come before all others. */
    private static List<Tick> superseded(Schedule schedule, ScheduleState state, Decision.Run run) {
        List<Tick> ticks = new ArrayList<>();
        for (Redelivery again : state.redeliveries()) {
            if (again.tick().servesDueInstant() && Transitions.standsFor(run.tick(), again, schedule)) {
                ticks.add(again.tick());
            }
        }
        return ticks;
    }

    private Step absent(
            Schedule schedule,
            ScheduleStore.Transaction transaction,
            ScheduleState state,
            Decision.Run run,
            Readiness readiness,
            Stamp now,
            List<JsonLine> events)
            throws IOException {
        boolean mayDrop = schedule.whenAbsent() == WhenAbsent.SKIP && run.tick().servesDueInstant();
        if (mayDrop) {
            String why = readiness.why() + ", and when-absent = skip";
            List<Tick> again = superseded(schedule, state, run);
            List<Account> accounts = Transitions.accountsOfDropped(run, why);
            if (run.tick().attempt() > 1) {
                // The tick's own account is the last one, and it was told as started before.
                events.addAll(Events.accounts(now.wall(), name, accounts.subList(0, accounts.size() - 1), again));
                accounts = accounts.subList(accounts.size() - 1, accounts.size());
                again = List.of(run.tick());
            }
            events.addAll(Events.accounts(now.wall(), name, accounts, again));
            commitChanges(transaction, Transitions.dropped(schedule, state, run), events, true);
            return new Step.Nothing(why);
        }
        boolean start = schedule.whenAbsent() == WhenAbsent.START;
        String why = readiness.why() + (start ? "; starting the application" : "; held until one attaches");
        Step held = hold(transaction, state, run, why, now, events);
        return start ? new Step.StartNeeded(why) : held;
    }

    private Step hold(
            ScheduleStore.Transaction transaction,
            ScheduleState state,
            Decision.Run run,
            String why,
            Stamp now,
            List<JsonLine> events)
            throws IOException {
        if (!note.says(why)) {
            events.add(Events.ofTick(now.wall(), name, "deferred", run.tick()).put("why", why));
        }
        commitChanges(transaction, state, events, false);
        return new Step.Held(why);
    }

    private static void commitChanges(
            ScheduleStore.Transaction transaction, ScheduleState next, List<JsonLine> events, boolean accounts)
            throws IOException {
        if (transaction.isNew() || !events.isEmpty()) {
            transaction.commit(next, events, accounts);
        }
    }

    private Step deliver(InstalledSchedule installed, Delivery to, Decision.Run run, CachedDue due) throws IOException {
        Schedule schedule = installed.schedule();
        Tick tick = run.tick();
        Outcome outcome = to.deliver(installed, tick, new Accepted(folder, name, machine, tick));
        try (ScheduleStore.Transaction transaction =
                store.begin(machine.clocks().wall(), machine.clocks().bootId())) {
            Stamp now = machine.now();
            if (Transitions.isInFlight(transaction.state(), tick)) {
                List<JsonLine> events = List.of(Events.ended(now.wall(), name, tick, outcome));
                ScheduleState ended = Transitions.ended(schedule, transaction.state(), tick, outcome, now.wall());
                transaction.commit(ended, events, false);
                due.keep(ended, now.wall());
                settled = due.noteQuiet(ended, now);
            }
        }
        return new Step.Ticked(tick, outcome, run.why());
    }
}
