package dev.tickover.testing;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.HostName;
import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.policy.Decider;
import dev.tickover.policy.Readiness;
import dev.tickover.policy.ScheduleState;
import dev.tickover.policy.Step;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.Splay;
import dev.tickover.simulation.Invariants;
import dev.tickover.simulation.LiveSchedule;
import dev.tickover.simulation.Trace;
import dev.tickover.simulation.TraceEvent;
import dev.tickover.simulation.VirtualClocks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Is one schedule at which somebody looks at any time whatever, without an OS scheduler: a wall clock that may be
 * stepped, tick clients that may die at any point, and a host that remembers what it has completed until it is restarted.
 * It carries out a list of steps and writes down a trace, by which the invariants can be checked.
 */
public final class World {

    /** The zone in which the schedule's local times count. */
    public static final ZoneId ZONE = ZoneOffset.UTC;

    private static final Instant INSTALLED = Instant.parse("2026-03-02T10:01:00Z");

    private final VirtualClocks clocks = new VirtualClocks(INSTALLED, ZONE);
    private final LiveSchedule live;
    private final Schedule original;
    private final Duration offset;
    private final List<TraceEvent> events = new ArrayList<>();
    private final List<Tick> staying = new ArrayList<>();
    private final Set<String> dead = new HashSet<>();
    private final Set<String> completed = new HashSet<>();
    private int boots = 1;
    private int clients;
    private int generation;

    /** Puts a schedule on a new machine. */
    public World(Schedule schedule) {
        original = schedule;
        offset = Splay.offset("machine", "app", schedule.name(), schedule.splay());
        live = new LiveSchedule(schedule, offset, INSTALLED, ZONE, this::record);
        clocks.pass(Duration.ofHours(1));
        clocks.step(Duration.ofHours(-1));
        restartHost();
    }

    /** Returns what happened so far. */
    public Trace trace() {
        return new Trace(events, live.pending(), INSTALLED, clocks.age());
    }

    /** Returns the invariants of the schedule; there are no pulses of which lateness could be told. */
    public Invariants invariants() {
        return new Invariants(original, offset, INSTALLED, ZONE, Duration.ZERO, Duration.ZERO);
    }

    /** Returns the state. */
    public ScheduleState state() {
        return live.state();
    }

    /** Returns the wall clock. */
    public Instant wall() {
        return clocks.wall();
    }

    /** Returns when the schedule was installed. */
    public static Instant installed() {
        return INSTALLED;
    }

    /** Returns the due instants. */
    public DueInstants due() {
        return live.due();
    }

    void pass(Duration time) {
        clocks.pass(time);
    }

    void step(Duration time) {
        clocks.step(time);
        note(new TraceEvent.Stepped(time));
    }

    void reboot(Duration down) {
        pass(down);
        boots++;
        clocks.boot();
        staying.clear();
        state().inFlight().forEach(each -> dead.add(each.owner()));
        restartHost();
    }

    void restartHost() {
        completed.clear();
        HostName host = new HostName(++generation, 0);
        record(new HistoryEvent.HostChanged(wall(), HostChange.ATTACHED, host, ""));
    }

    void travel(ZoneId zone) {
        note(new TraceEvent.Moved(zone));
        live.moveTo(zone);
    }

    /** Pauses; {@link Instant#MAX} until it is resumed. */
    void pause(Optional<Duration> time) {
        live.pause(time.isPresent() ? wall().plus(time.get()) : Instant.MAX, wall());
    }

    void resume() {
        live.resume(wall());
    }

    /** The schedule gets another recurrence. */
    void upgrade(Recurrence recurrence) {
        live.upgrade(RandomWorlds.with(original, recurrence), wall());
    }

    void wake(String reason) {
        if (Decider.isPaused(state(), wall())) {
            return;
        }
        // Writing it down takes longer than this.
        pass(Duration.ofMillis(2));
        live.wake(reason, clocks.wall());
    }

    private void record(HistoryEvent event) {
        note(new TraceEvent.Recorded(event));
    }

    private void note(TraceEvent.What what) {
        events.add(new TraceEvent(clocks.age(), boots, clocks.wall(), live == null ? "" : name(), what));
    }

    private String name() {
        return live.schedule().name();
    }

    /** Is what becomes of a pulse that starts a tick. */
    public enum Fate {
        /** The handler ends well, and the client tells. */
        DONE,
        /** The handler fails. */
        FAILED,
        /** Nobody answers. */
        UNDELIVERED,
        /** The host is busy, and asks to be left alone. */
        BUSY,
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
        String owner = "client-" + clients++;
        if (live.look(clocks.now(), owner, dead::contains, Readiness.READY) instanceof Step.Starts starts) {
            deliver(starts.tick(), owner, fate, work);
            return true;
        }
        return false;
    }

    private void deliver(Tick tick, String owner, Fate fate, Duration work) {
        if (fate == Fate.CLIENT_DIES_BEFORE_SENDING) {
            dead.add(owner);
            return;
        }
        if (fate == Fate.STAYS && !completed.contains(tick.id())) {
            note(new TraceEvent.Begun(tick));
            staying.add(tick);
            return;
        }
        Outcome outcome = outcome(tick, fate, work);
        if (fate == Fate.CLIENT_DIES_BEFORE_TELLING) {
            dead.add(owner);
            return;
        }
        live.end(tick, outcome, clocks.wall());
    }

    /** The handlers that went on and on end well. */
    void stayingEnd() {
        for (Tick tick : staying) {
            completed.add(tick.id());
            live.end(tick, new Outcome.Done(), clocks.wall());
        }
        staying.clear();
    }

    private Outcome outcome(Tick tick, Fate fate, Duration work) {
        if (fate == Fate.UNDELIVERED) {
            return new Outcome.Undelivered(Reason.Kind.HOST_UNREACHABLE, "nobody answers");
        }
        if (fate == Fate.BUSY) {
            return new Outcome.Undelivered(
                    new Reason(Reason.Kind.HOST_BUSY, "the host is busy"), Duration.ofMinutes(3));
        }
        if (completed.contains(tick.id())) {
            return new Outcome.Duplicate();
        }
        if (fate == Fate.LOST_BEFORE) {
            return new Outcome.Lost("vanished");
        }
        note(new TraceEvent.Begun(tick));
        pass(work);
        if (fate == Fate.FAILED) {
            return new Outcome.Failed("failed");
        }
        completed.add(tick.id());
        return fate == Fate.LOST_AFTER ? new Outcome.Lost("answer lost") : new Outcome.Done();
    }

    /** Lets all become quiet: handlers end well, and somebody looks until no wake and no redelivery is left. */
    void settle() {
        stayingEnd();
        resume();
        for (int look = 0; look < 500; look++) {
            pulse(Fate.DONE, Duration.ZERO);
            ScheduleState state = state();
            boolean quiet = state.wakes().isEmpty()
                    && state.inFlight().isEmpty()
                    && state.redeliveries().isEmpty();
            if (quiet) {
                return;
            }
            // No divisor of a day, so that active hours are met whatever the spacing.
            pass(Duration.ofMinutes(73));
        }
        throw new AssertionError("it never becomes quiet: " + state());
    }
}
