package dev.tickover.simulation;

import dev.tickover.policy.Account;
import dev.tickover.policy.Decider;
import dev.tickover.policy.Decision;
import dev.tickover.policy.InFlight;
import dev.tickover.policy.Outcome;
import dev.tickover.policy.Pausing;
import dev.tickover.policy.Redelivery;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stagger;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Tick;
import dev.tickover.policy.Transitions;
import dev.tickover.policy.Upgrade;
import dev.tickover.policy.Wake;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.WhenAbsent;
import dev.tickover.tick.Readiness;
import dev.tickover.tick.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Holds the state of one schedule in memory and does with it, without files, what {@link
 * dev.tickover.tick.SchedulePulse} does: the same decisions and transitions in the same order. Not safe for use by many
 * threads.
 */
public final class LiveSchedule {

    private Schedule schedule;
    private final Duration offset;
    private final Consumer<TraceEvent.What> notes;
    private final Instant installedAt;
    private final BiFunction<String, Instant, Instant> turns;
    private ScheduleState state;
    private DueInstants due;
    private ZoneId zone;

    /**
     * Installs a schedule.
     *
     * @param schedule the schedule
     * @param offset its splay on this machine
     * @param installedAt when; cut to whole seconds
     * @param zone the zone of the machine's local time
     * @param notes takes down what happens
     */
    public LiveSchedule(
            Schedule schedule, Duration offset, Instant installedAt, ZoneId zone, Consumer<TraceEvent.What> notes) {
        this(schedule, offset, installedAt, zone, notes, (name, now) -> now);
    }

    /**
     * Installs a schedule beside others of its application.
     *
     * @param schedule the schedule
     * @param offset its splay on this machine
     * @param installedAt when; cut to whole seconds
     * @param zone the zone of the machine's local time
     * @param notes takes down what happens
     * @param turns gives a schedule's catch-up its turn at a moment, see {@link Stagger}
     */
    public LiveSchedule(
            Schedule schedule,
            Duration offset,
            Instant installedAt,
            ZoneId zone,
            Consumer<TraceEvent.What> notes,
            BiFunction<String, Instant, Instant> turns) {
        this.turns = turns;
        this.schedule = schedule;
        this.offset = offset;
        this.notes = notes;
        this.installedAt = Instant.ofEpochSecond(installedAt.getEpochSecond());
        this.state = ScheduleState.fresh(this.installedAt);
        moveTo(zone);
    }

    /** {@return the schedule} */
    public Schedule schedule() {
        return schedule;
    }

    /** {@return when it was installed, as the clock said then; whole seconds} */
    public Instant installedAt() {
        return installedAt;
    }

    /** {@return the state} */
    public ScheduleState state() {
        return state;
    }

    /** {@return the due instants, in the zone where the machine is now} */
    public DueInstants due() {
        return due;
    }

    /**
     * Takes the machine to another zone.
     *
     * @param newZone the zone
     */
    public void moveTo(ZoneId newZone) {
        zone = newZone;
        Instant from = state.installedAt().minusSeconds(1);
        due = new KnownDueInstants(DueInstants.of(schedule.recurrence(), newZone, offset), from);
    }

    /**
     * Gives it another recurrence, as an installation of a changed manifest does: what the former one still owes ends
     * here, or becomes a tick that is to be delivered.
     *
     * @param changed the schedule as it is from now on, of the same name and splay
     * @param now when
     */
    public void upgrade(Schedule changed, Instant now) {
        Upgrade upgrade = Upgrade.of(changed, state, now, due, schedule.first());
        for (Upgrade.Ending ending : upgrade.endings()) {
            noteAll(ending.accounts());
            if (ending.tick().isPresent()) {
                Tick tick = ending.tick().get();
                notes.accept(new TraceEvent.Fired(tick));
                notes.accept(new TraceEvent.Ended(tick, new Outcome.Undelivered(Upgrade.WHY, Duration.ZERO)));
            }
        }
        state = upgrade.state();
        schedule = changed;
        moveTo(zone);
        notes.accept(new TraceEvent.Upgraded(changed.recurrence()));
    }

    /**
     * Accepts a wake.
     *
     * @param reason why
     * @param now when
     */
    public void wake(String reason, Instant now) {
        Instant at = now.toEpochMilli() % 1000 == 0 ? now.plusMillis(1) : now;
        state = Transitions.woken(state, new Wake(reason, at));
        notes.accept(new TraceEvent.Woken(reason));
    }

    /**
     * Pauses, as {@link dev.tickover.tick.Pause} does: accounts for what an earlier pause dropped.
     *
     * @param until until when; {@link Instant#MAX} until it is resumed
     * @param now when
     */
    public void pause(Instant until, Instant now) {
        settle(now);
        state = Pausing.paused(state, until, Decider.owed(schedule, state, now, due) > 0, now);
        notes.accept(new TraceEvent.Paused(state.pausedFrom().orElse(now), until));
    }

    /**
     * Resumes, if it is paused.
     *
     * @param now when
     */
    public void resume(Instant now) {
        if (Decider.isPaused(state, now)) {
            settle(now);
            Instant from = state.pausedFrom().orElse(now);
            state = Pausing.resumed(state, Decider.owed(schedule, state, now, due) > 0, now);
            notes.accept(new TraceEvent.Paused(from, now));
        }
    }

    private void settle(Instant now) {
        Decision drops = Decider.drops(schedule, state, now, due);
        noteAll(drops.accounts());
        state = Transitions.accounted(state, drops);
    }

    /** Is what a look came to. */
    public sealed interface Look {}

    /**
     * A tick is in flight now and is to be delivered; {@link #end} takes what becomes of it.
     *
     * @param tick the tick
     */
    public record Starts(Tick tick) implements Look {}

    /**
     * Nothing was started.
     *
     * @param step what it came to
     */
    public record Rests(Step step) implements Look {}

    /**
     * Looks as one step of a pulse does: sees to clock steps and dead owners, decides, and writes down.
     *
     * @param now the moment
     * @param owner who would deliver
     * @param isDead tells of an owner whether it is dead
     * @param readiness whether there is somebody to deliver to
     * @return what it came to
     */
    public Look look(Stamp now, String owner, Predicate<String> isDead, Readiness readiness) {
        ScheduleState seen = Transitions.clockChecked(schedule, state, now);
        if (seen.era() != state.era() || !seen.installedAt().equals(state.installedAt())) {
            notes.accept(new TraceEvent.NewEra(seen.era()));
        }
        seen = Transitions.recovered(schedule, seen, isDead, now);
        Decision decision = Decider.decide(schedule, seen, now, due, () -> zone);
        if (decision instanceof Decision.Run run) {
            return readiness.ready() ? inTurn(seen, run, now, owner) : new Rests(absent(seen, run, readiness));
        }
        noteAll(decision.accounts());
        state = Transitions.accounted(seen, decision);
        return new Rests(
                decision instanceof Decision.Defer defer
                        ? new Step.Deferred(defer.until(), defer.why())
                        : new Step.Nothing(decision.why()));
    }

    private Look inTurn(ScheduleState seen, Decision.Run run, Stamp now, String owner) {
        ScheduleState turned = Stagger.needsTurn(schedule, seen, run, now.wall())
                ? seen.with()
                        .turn(Optional.of(turns.apply(schedule.name(), now.wall())))
                        .build()
                : seen;
        Optional<Instant> until = Stagger.waitsUntil(schedule, turned, run, now.wall());
        if (until.isPresent()) {
            state = turned;
            return new Rests(new Step.Deferred(until.get(), Stagger.why()));
        }
        return start(turned, run, now, owner);
    }

    private Look start(ScheduleState seen, Decision.Run run, Stamp now, String owner) {
        noteAccounts(run.accounts(), run.tick(), seen);
        notes.accept(new TraceEvent.Fired(run.tick()));
        state = Transitions.started(schedule, seen, run, now, owner);
        return new Starts(run.tick());
    }

    private Step absent(ScheduleState seen, Decision.Run run, Readiness readiness) {
        if (schedule.whenAbsent() == WhenAbsent.SKIP && run.tick().servesDueInstant()) {
            String why = readiness.why() + ", and when-absent = skip";
            List<Account> accounts = Transitions.accountsOfDropped(run, why);
            boolean firedBefore = run.tick().attempt() > 1;
            noteAccounts(firedBefore ? accounts.subList(0, accounts.size() - 1) : accounts, run.tick(), seen);
            if (firedBefore) {
                notes.accept(new TraceEvent.Superseded(accounts.get(accounts.size() - 1)));
            }
            state = Transitions.dropped(schedule, seen, run);
            return new Step.Nothing(why);
        }
        state = seen;
        return schedule.whenAbsent() == WhenAbsent.START
                ? new Step.StartNeeded(readiness.why())
                : new Step.Held(readiness.why());
    }

    /**
     * A tick of the recurrence accounts first for the redeliveries that it stands for, unless each has its own. What was
     * fired before is not accounted for a second time.
     */
    private void noteAccounts(List<Account> accounts, Tick tick, ScheduleState seen) {
        int superseded = 0;
        for (Redelivery again : seen.redeliveries()) {
            boolean isStoodFor = again.tick().servesDueInstant() && Transitions.standsFor(tick, again, schedule);
            superseded += isStoodFor ? 1 : 0;
        }
        for (Account account : accounts) {
            boolean firedBefore = superseded-- > 0;
            notes.accept(firedBefore ? new TraceEvent.Superseded(account) : new TraceEvent.Accounted(account));
        }
    }

    private void noteAll(List<Account> accounts) {
        accounts.forEach(account -> notes.accept(new TraceEvent.Accounted(account)));
    }

    /**
     * Takes what became of a delivery. One that somebody else has taken over meanwhile changes nothing.
     *
     * @param tick the tick
     * @param outcome what became of it
     * @param now the moment
     */
    public void end(Tick tick, Outcome outcome, Instant now) {
        if (Transitions.isInFlight(state, tick)) {
            notes.accept(new TraceEvent.Ended(tick, outcome));
            state = Transitions.ended(schedule, state, tick, outcome, now);
        }
    }

    /** {@return the ids of what is in flight or to be delivered again} */
    public Set<String> pending() {
        Set<String> ids = new TreeSet<>();
        for (InFlight each : state.inFlight()) {
            ids.add(each.tick().id());
        }
        for (Redelivery each : state.redeliveries()) {
            ids.add(each.tick().id());
        }
        return ids;
    }
}
