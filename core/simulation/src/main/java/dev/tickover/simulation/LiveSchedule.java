package dev.tickover.simulation;

import dev.tickover.event.Account;
import dev.tickover.event.DueRule;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.policy.Circumstances;
import dev.tickover.policy.Decider;
import dev.tickover.policy.Decision;
import dev.tickover.policy.InFlight;
import dev.tickover.policy.Look;
import dev.tickover.policy.Looked;
import dev.tickover.policy.Pausing;
import dev.tickover.policy.Readiness;
import dev.tickover.policy.Redelivery;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stagger;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Step;
import dev.tickover.policy.Transitions;
import dev.tickover.policy.Upgrade;
import dev.tickover.policy.Wake;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The state of one schedule in memory. It is looked at by {@link Look}, as a pulse of a real machine looks at the state in
 * its files. Not safe for use by many threads.
 */
@SuppressWarnings("exports") // A test author need not call what takes types of the policy.
public final class LiveSchedule {

    private Schedule schedule;
    private final Duration offset;
    private final Consumer<HistoryEvent> history;
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
     * @param history records what happens
     */
    public LiveSchedule(
            Schedule schedule, Duration offset, Instant installedAt, ZoneId zone, Consumer<HistoryEvent> history) {
        this(schedule, offset, installedAt, zone, history, (name, now) -> now);
    }

    /**
     * Installs a schedule beside others of its application.
     *
     * @param schedule the schedule
     * @param offset its splay on this machine
     * @param installedAt when; cut to whole seconds
     * @param zone the zone of the machine's local time
     * @param history records what happens
     * @param turns gives a schedule's catch-up its turn at a moment, see {@link Stagger}
     */
    public LiveSchedule(
            Schedule schedule,
            Duration offset,
            Instant installedAt,
            ZoneId zone,
            Consumer<HistoryEvent> history,
            BiFunction<String, Instant, Instant> turns) {
        this.turns = turns;
        this.schedule = schedule;
        this.offset = offset;
        this.history = history;
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
        if (changed.recurrence().equals(schedule.recurrence())) {
            schedule = changed;
            return;
        }
        Upgrade upgrade = Upgrade.of(changed, state, now, due, schedule.first());
        upgrade.events().forEach(history);
        state = upgrade.state();
        schedule = changed;
        moveTo(zone);
        history.accept(Look.installed(schedule, rule(), state, now));
    }

    private DueRule rule() {
        return new DueRule(schedule.recurrence(), zone, offset, schedule.first());
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
        history.accept(new HistoryEvent.Woken(now, schedule.name(), reason));
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
        history.accept(new HistoryEvent.Paused(now, schedule.name(), until));
    }

    /**
     * Resumes, if it is paused.
     *
     * @param now when
     */
    public void resume(Instant now) {
        if (Decider.isPaused(state, now)) {
            settle(now);
            state = Pausing.resumed(state, Decider.owed(schedule, state, now, due) > 0, now);
            history.accept(new HistoryEvent.Resumed(now, schedule.name()));
        }
    }

    private void settle(Instant now) {
        Decision drops = Decider.drops(schedule, state, now, due);
        for (Account account : drops.accounts()) {
            history.accept(new HistoryEvent.Accounted(now, schedule.name(), account, ""));
        }
        state = Transitions.accounted(state, drops);
    }

    /**
     * Looks as one step of a pulse does. A tick that is to be delivered is in flight then; {@link #end} takes the end of
     * its delivery.
     *
     * @param now the moment
     * @param owner who would deliver
     * @param isDead checks of an owner whether it is dead
     * @param readiness whether there is somebody to deliver to
     * @return what is to be done
     */
    public Step look(Stamp now, String owner, Predicate<String> isDead, Readiness readiness) {
        Looked looked = Look.at(schedule, state, now, due, new Simulated(owner, isDead, readiness));
        looked.events().forEach(history);
        state = looked.next();
        return looked.step();
    }

    /** The circumstances of a look in a simulation. */
    private final class Simulated implements Circumstances<RuntimeException> {
        private final String owner;
        private final Predicate<String> isDead;
        private final Readiness readiness;

        Simulated(String owner, Predicate<String> isDead, Readiness readiness) {
            this.owner = owner;
            this.isDead = isDead;
            this.readiness = readiness;
        }

        @Override
        public Supplier<ZoneId> zone() {
            return () -> zone;
        }

        @Override
        public DueRule rule() {
            return LiveSchedule.this.rule();
        }

        @Override
        public Predicate<String> deadOwners() {
            return isDead;
        }

        /** No model of a battery is played: the OS schedulers differ too much in what they do on one. */
        @Override
        public boolean isOnBattery() {
            return false;
        }

        @Override
        public Readiness readiness() {
            return readiness;
        }

        @Override
        public Instant takeTurn(Instant now) {
            return turns.apply(schedule.name(), now);
        }

        @Override
        public String owner() {
            return owner;
        }

        /** A simulation has conditions for what holds a tick back, and needs no event of each look. */
        @Override
        public boolean isRecorded(Reason why) {
            return true;
        }
    }

    /**
     * Takes the end of a delivery. One that somebody else has taken over meanwhile changes nothing.
     *
     * @param tick the tick
     * @param outcome how it ended
     * @param now the moment
     */
    public void end(Tick tick, Outcome outcome, Instant now) {
        if (Transitions.isInFlight(state, tick)) {
            history.accept(HistoryEvent.ended(now, schedule.name(), tick, outcome));
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
