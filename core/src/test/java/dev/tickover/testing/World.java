package dev.tickover.testing;

import dev.tickover.policy.Account;
import dev.tickover.policy.Decider;
import dev.tickover.policy.Decision;
import dev.tickover.policy.InFlight;
import dev.tickover.policy.Outcome;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Stamp;
import dev.tickover.policy.Tick;
import dev.tickover.policy.Transitions;
import dev.tickover.policy.Wake;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Is a small machine with one schedule on it: a wall clock that may be stepped, a boot clock, tick clients that may die
 * at any point, and a host that remembers what it has completed until it is restarted. It carries out a list of steps
 * and writes down a trace, by which the invariants can be checked.
 */
public final class World {

    /** The zone in which the schedule's local times count. */
    public static final ZoneId ZONE = ZoneOffset.UTC;

    private static final Instant INSTALLED = Instant.parse("2026-03-02T10:01:00Z");

    private final Schedule schedule;
    private final DueInstants due;
    private final List<Event> trace = new ArrayList<>();
    private final List<Tick> staying = new ArrayList<>();
    private final Set<String> dead = new HashSet<>();
    private final Set<String> completed = new HashSet<>();
    private ScheduleState state = ScheduleState.fresh(INSTALLED);
    private Instant wall = INSTALLED;
    /** Real time, which no one in the world can step. */
    private Duration age = Duration.ofHours(1);

    private Duration bootedAt = Duration.ZERO;
    private int boots = 1;
    private int clients;

    /** Is a line of the trace: what happened at a real time, by a clock of a boot. */
    public record Event(Duration age, int boot, Instant wall, Object what) {}

    /** Says that the handler really began. */
    public record Started(Tick tick) {}

    /** Says that a tick was committed as in flight. */
    public record Fired(Tick tick) {}

    /** Says that a tick came to an end as far as the state knows. */
    public record Ended(Tick tick, Outcome outcome) {}

    /** Says that a wake was accepted. */
    public record Woken(String reason) {}

    /** Says that the clock stepped so far back that instants come again. */
    public record NewEra(int era) {}

    /** Says that a tick that was fired before, and never ended well, is stood for by a newer one. */
    public record Superseded(Account account) {}

    /** Says that the wall clock was stepped. */
    public record Stepped(Duration by) {}

    /** Puts a schedule on a new machine. */
    public World(Schedule schedule) {
        this.schedule = schedule;
        this.due = DueInstants.of(schedule.recurrence(), ZONE, Duration.ZERO);
    }

    /** Returns what happened so far. */
    public List<Event> trace() {
        return trace;
    }

    /** Returns the state. */
    public ScheduleState state() {
        return state;
    }

    /** Returns the wall clock. */
    public Instant wall() {
        return wall;
    }

    /** Returns when the schedule was installed. */
    public static Instant installed() {
        return INSTALLED;
    }

    /** Returns the due instants. */
    public DueInstants due() {
        return due;
    }

    void pass(Duration time) {
        age = age.plus(time);
        wall = wall.plus(time);
    }

    void step(Duration time) {
        wall = wall.plus(time);
        note(new Stepped(time));
    }

    void reboot(Duration down) {
        pass(down);
        boots++;
        bootedAt = age;
        completed.clear();
        staying.clear();
        for (InFlight each : state.inFlight()) {
            dead.add(each.owner());
        }
    }

    void restartHost() {
        completed.clear();
    }

    void wake(String reason) {
        // Writing it down takes longer than this.
        pass(Duration.ofMillis(2));
        Instant at = wall.toEpochMilli() % 1000 == 0 ? wall.plusMillis(1) : wall;
        state = Transitions.woken(state, new Wake(reason, at));
        note(new Woken(reason));
    }

    private Stamp now() {
        return new Stamp(wall, age.minus(bootedAt), "boot-" + boots);
    }

    private void note(Object what) {
        trace.add(new Event(age, boots, wall, what));
    }

    /** Is what becomes of a pulse that starts a tick. */
    public enum Fate {
        /** The handler ends well, and the client tells. */
        DONE,
        /** The handler fails. */
        FAILED,
        /** Nobody answers. */
        UNDELIVERED,
        /** The host takes the tick and vanishes before the handler begins. */
        LOST_BEFORE,
        /** The host takes the tick, completes it, and its answer is lost. */
        LOST_AFTER,
        /** The handler goes on and on; a later step may end it. */
        STAYS,
        /** The client dies before it writes anything. */
        CLIENT_DIES_FIRST,
        /** The client dies after it has written "in flight". */
        CLIENT_DIES_BEFORE_SENDING,
        /** The client dies after the handler has ended, before it writes so. */
        CLIENT_DIES_BEFORE_TELLING
    }

    /** Looks as a tick client does. Returns true if it started a tick. */
    boolean pulse(Fate fate, Duration work) {
        if (fate == Fate.CLIENT_DIES_FIRST) {
            return false;
        }
        Stamp now = now();
        ScheduleState seen = Transitions.clockChecked(schedule, state, now);
        if (seen.era() != state.era()) {
            note(new NewEra(seen.era()));
        }
        seen = Transitions.recovered(schedule, seen, dead::contains, now);
        Decision decision = Decider.decide(schedule, seen, now, due, () -> ZONE);
        if (!(decision instanceof Decision.Run run)) {
            decision.accounts().forEach(this::note);
            state = Transitions.accounted(seen, decision);
            return false;
        }
        String owner = "client-" + clients++;
        noteAccounts(run, seen);
        note(new Fired(run.tick()));
        state = Transitions.started(schedule, seen, run, now, owner);
        deliver(run.tick(), owner, fate, work);
        return true;
    }

    /** A tick of the recurrence accounts first for the redeliveries that it stands for, unless each has its own. */
    private void noteAccounts(Decision.Run run, ScheduleState seen) {
        boolean supersedes = schedule.catchUp() != CatchUp.EACH
                && run.tick().servesDueInstant()
                && run.tick().attempt() == 1;
        long superseded = supersedes
                ? seen.redeliveries().stream()
                        .filter(again -> again.tick().servesDueInstant())
                        .count()
                : 0;
        for (Account account : run.accounts()) {
            note(superseded-- > 0 ? new Superseded(account) : account);
        }
    }

    private void note(Account account) {
        note((Object) account);
    }

    private void deliver(Tick tick, String owner, Fate fate, Duration work) {
        if (fate == Fate.CLIENT_DIES_BEFORE_SENDING) {
            dead.add(owner);
            return;
        }
        if (fate == Fate.STAYS && !completed.contains(tick.id())) {
            note(new Started(tick));
            staying.add(tick);
            return;
        }
        Outcome outcome = outcome(tick, fate, work);
        if (fate == Fate.CLIENT_DIES_BEFORE_TELLING) {
            dead.add(owner);
            return;
        }
        end(tick, outcome);
    }

    /** A delivery that somebody else has taken over meanwhile is told to no one. */
    private void end(Tick tick, Outcome outcome) {
        if (Transitions.isInFlight(state, tick)) {
            note(new Ended(tick, outcome));
            state = Transitions.ended(schedule, state, tick, outcome, wall);
        }
    }

    /** The handlers that went on and on end well. */
    void stayingEnd() {
        for (Tick tick : staying) {
            completed.add(tick.id());
            end(tick, new Outcome.Done());
        }
        staying.clear();
    }

    private Outcome outcome(Tick tick, Fate fate, Duration work) {
        if (fate == Fate.UNDELIVERED) {
            return new Outcome.Undelivered("nobody answers", Duration.ZERO);
        }
        if (completed.contains(tick.id())) {
            return new Outcome.Duplicate();
        }
        if (fate == Fate.LOST_BEFORE) {
            return new Outcome.Lost("vanished");
        }
        note(new Started(tick));
        pass(work);
        if (fate == Fate.FAILED) {
            return new Outcome.Failed("failed");
        }
        completed.add(tick.id());
        return fate == Fate.LOST_AFTER ? new Outcome.Lost("answer lost") : new Outcome.Done();
    }

    /** Lets everything become quiet: the clock runs, handlers end well, and somebody looks until no wake and no redelivery is left. */
    void settle() {
        stayingEnd();
        for (int look = 0; look < 500; look++) {
            pulse(Fate.DONE, Duration.ZERO);
            boolean quiet = state.wakes().isEmpty()
                    && state.inFlight().isEmpty()
                    && state.redeliveries().isEmpty();
            if (quiet) {
                return;
            }
            // No divisor of a day, so that active hours are met whatever the spacing.
            pass(Duration.ofMinutes(73));
        }
        throw new AssertionError("it never becomes quiet: " + state);
    }
}
