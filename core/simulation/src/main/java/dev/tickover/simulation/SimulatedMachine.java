package dev.tickover.simulation;

import dev.tickover.event.HistoryEvent;
import dev.tickover.host.TickHandler;
import dev.tickover.policy.Decider;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.Splay;
import dev.tickover.simulation.TraceEvent.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Is a machine with an OS scheduler, a host and schedules, all under virtual clocks: a year passes in a moment. Ticks are
 * decided by the code that decides them on a real machine, and written down in memory instead of files. It begins awake,
 * with a host attached. Not safe for use by many threads.
 */
public final class SimulatedMachine {

    /** The period of the sweep of {@link #install(Schedule)}. */
    public static final Duration SWEEP = Duration.ofMinutes(15);

    private final VirtualClocks clocks;
    private final Agenda agenda = new Agenda();
    private final TimeLoop course = new TimeLoop(this, agenda);
    private final SimulatedHosts hosts = new SimulatedHosts(this);
    private final SimulatedApp app = new SimulatedApp();
    private final Clients clients = new Clients(this);
    private final List<TraceEvent> events = new ArrayList<>();
    private TickHandler handler = tick -> {};
    private final Power power = new Power(this);
    private boolean wantsHost = true;
    private Duration sweepWithin = Duration.ZERO;
    private final ZoneId zoneAtStart;

    /**
     * Sets a machine up.
     *
     * @param start what its clock shows
     * @param zone the zone of its local time
     */
    public SimulatedMachine(Instant start, ZoneId zone) {
        clocks = new VirtualClocks(start, zone);
        zoneAtStart = zone;
        hosts.active().attach();
    }

    /** {@return the clocks; only the machine lets them run} */
    public VirtualClocks clocks() {
        return clocks;
    }

    /**
     * Sets what is done at each tick, in the place of a host's handlers or of commands. An exception fails the tick; an
     * {@link AssertionError} ends the simulation.
     *
     * @param newHandler what is done
     */
    public void onTick(TickHandler newHandler) {
        handler = newHandler;
    }

    /**
     * Sets how long the work of a schedule's ticks takes from now on.
     *
     * @param schedule the schedule's name
     * @param time the time, awake
     */
    public void workTakes(String schedule, Duration time) {
        app.workTakes(schedule, time);
    }

    /**
     * Installs a schedule with an OS scheduler that starts on time, and a sweep of a quarter of an hour.
     *
     * @param schedule the schedule
     */
    public void install(Schedule schedule) {
        PulsePlan plan = PulsePlanner.inMachineZone(schedule, clocks.zone(), offset(schedule));
        install(schedule, new CalendarEntry(plan, Duration.ZERO));
        if (!clients.has(Schedule.SWEEP)) {
            PulsePlan sweep = PulsePlanner.inMachineZone(Every.of(SWEEP), clocks.zone());
            installSweep(new CalendarEntry(sweep, Duration.ofSeconds(20)), SWEEP);
        }
    }

    /**
     * Installs a schedule with an entry of a certain OS scheduler.
     *
     * @param schedule the schedule
     * @param entry the entry
     */
    public void install(Schedule schedule, EntryModel entry) {
        app.add(schedule, clocks, this::record);
        clients.load(schedule.name(), entry);
    }

    /**
     * Installs the sweep.
     *
     * @param entry its entry
     * @param period the longest time between two sweeps, while awake
     */
    public void installSweep(EntryModel entry, Duration period) {
        sweepWithin = period.plus(entry.lateness()).plus(entry.recovery());
        clients.load(Schedule.SWEEP, entry);
    }

    /**
     * Returns by how much the machine shifts a schedule's due instants.
     *
     * @param schedule the schedule
     * @return the offset, within its splay
     */
    public static Duration offset(Schedule schedule) {
        return Splay.offset("simulated", "app", schedule.name(), schedule.splay());
    }

    /**
     * Lets time pass, with all that happens in it.
     *
     * @param time the time, not negative
     */
    public void pass(Duration time) {
        course.runTo(clocks.ageMillis() + time.toMillis());
    }

    /** {@return whether the machine is neither asleep nor off} */
    public boolean isUp() {
        return power.isUp();
    }

    /**
     * Plans something for later.
     *
     * @param age when, in real time since the simulation began
     * @param action what happens then
     */
    public void at(Duration age, Runnable action) {
        agenda.atRealTime(age.toMillis(), action);
    }

    Agenda.Item after(Duration awake, Runnable action) {
        return agenda.atAwakeTime(clocks.awakeMillis() + awake.toMillis(), action);
    }

    /**
     * Sleeps and wakes up.
     *
     * @param time how long
     */
    public void sleep(Duration time) {
        suspend();
        pass(time);
        resume();
    }

    /** Falls asleep: everything on the machine stands still. */
    public void suspend() {
        power.suspend();
    }

    /** Wakes up. */
    public void resume() {
        power.resume();
    }

    /** Loses power: tick clients and host end without a word. */
    public void powerOff() {
        power.off();
    }

    /** Boots and logs in. The application comes with the login, unless its host was away before. */
    public void powerOn() {
        power.on();
    }

    /**
     * Steps the wall clock.
     *
     * @param by by how much, forth or back
     */
    public void stepClock(Duration by) {
        clocks.step(by);
        note("", new TraceEvent.Stepped(by));
        clients.tellEntries(entry -> entry.stepped(by, clocks.wall()));
    }

    /**
     * Moves the machine's local time to another zone.
     *
     * @param zone the zone
     */
    public void travelTo(ZoneId zone) {
        clocks.moveTo(zone);
        note("", new TraceEvent.Moved(zone));
        app.moveTo(zone);
        clients.tellEntries(entry -> entry.moved(zone, clocks.wall()));
    }

    /** Starts the application, so that its host attaches now; what is owed is handed to it. */
    public void attachHost() {
        wantsHost = true;
        if (!power.isOff() && !hosts.active().isAttached()) {
            hosts.attach();
        }
    }

    /** Ends the application; ticks under way are cut off. */
    public void endHost() {
        wantsHost = false;
        hosts.endAll();
    }

    /** Ends the application and starts it again at once. */
    public void restartHost() {
        endHost();
        attachHost();
    }

    /** Lets the host's process stand still, as a hang or a stop signal does. */
    public void hangHost() {
        if (hosts.active().isAttached()) {
            hosts.freeze(0);
        }
    }

    /** Lets a hung host go on. */
    public void unhangHost() {
        if (hosts.active().isHung()) {
            hosts.thaw(0);
        }
    }

    /** Lets another process take the lease of a host that hangs; the former one goes on later, and knows nothing of it. */
    public void replaceHost() {
        hosts.replaceHung();
    }

    /**
     * Lets the OS scheduler hold its starts back, or release them.
     *
     * @param held whether it holds them
     */
    public void holdStarts(boolean held) {
        change(Condition.HELD, held);
        clients.tellEntries(entry -> entry.held(held, clocks.wall()));
    }

    /**
     * Asks for a tick outside the recurrence, as {@code tickover wake} or the host does. While paused it is refused.
     *
     * @param schedule the schedule's name
     * @param reason why
     */
    public void wake(String schedule, String reason) {
        if (!isUp()) {
            throw new IllegalStateException("nobody can ask for a tick while the machine is down");
        }
        LiveSchedule live = app.get(schedule);
        if (Decider.isPaused(live.state(), clocks.wall())) {
            return;
        }
        live.wake(reason, clocks.wall());
        if (hosts.active().isAttached()) {
            hostLooks(live);
        } else {
            clients.start(List.of(live), () -> {});
        }
    }

    /**
     * Pauses a schedule, or ends its pause.
     *
     * @param schedule the schedule's name
     * @param paused whether it is paused from now on
     */
    public void pause(String schedule, boolean paused) {
        note(schedule, new TraceEvent.Changed(Condition.PAUSED, paused));
        app.pause(schedule, paused, clocks.wall());
    }

    /**
     * Lets the next delivery by a tick client go wrong.
     *
     * @param fault how
     */
    public void fail(Fault fault) {
        clients.fail(fault);
    }

    /** {@return the trace of what happened so far} */
    public Trace trace() {
        return app.trace(events, clocks);
    }

    /** {@return the live schedules, in the order of their installation} */
    public List<LiveSchedule> schedules() {
        return app.all();
    }

    /** {@return what of what happened so far breaks an invariant; empty if all hold} */
    public List<Violation> violations() {
        return app.violations(this);
    }

    /**
     * Returns the invariants of a schedule.
     *
     * @param live the schedule
     * @return the invariants, with what its entry and the sweep state
     */
    public Invariants invariants(LiveSchedule live) {
        return app.invariants(live, clients.entry(live.schedule().name()), sweepWithin, zoneAtStart);
    }

    void change(Condition condition, boolean holds) {
        note("", new TraceEvent.Changed(condition, holds));
    }

    /** Adds an event of a history. */
    void record(HistoryEvent event) {
        note(event.schedule(), new TraceEvent.Recorded(event));
    }

    void note(String schedule, TraceEvent.What what) {
        events.add(new TraceEvent(clocks.age(), clocks.boots(), clocks.wall(), schedule, what));
    }

    SimulatedHost host() {
        return hosts.active();
    }

    SimulatedHosts hosts() {
        return hosts;
    }

    TickHandler handler() {
        return handler;
    }

    Duration workOf(String schedule) {
        return app.workOf(schedule);
    }

    void hostLooks(String schedule) {
        hostLooks(app.get(schedule));
    }

    void hostLooks(LiveSchedule live) {
        if (!live.schedule().isCommand()) {
            hosts.pulses().request(live);
        }
    }

    void powerFails() {
        agenda.powerFails();
        clients.powerFails();
        hosts.powerFails();
    }

    void boots() {
        clients.tellEntries(entry -> entry.loaded(clocks.wall(), clocks.zone(), false));
        if (wantsHost) {
            after(SimulatedHost.HOST_START, this::attachHost);
        }
    }

    Clients clients() {
        return clients;
    }

    LiveSchedule schedule(String name) {
        return app.get(name);
    }
}
