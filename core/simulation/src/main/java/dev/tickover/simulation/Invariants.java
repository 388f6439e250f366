package dev.tickover.simulation;

import dev.tickover.event.Fate;
import dev.tickover.event.HistoryEvent;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.Recurrence;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Checks the invariants of one schedule over a trace.
 *
 * @param schedule the schedule, with its first recurrence
 * @param offset its splay on the machine
 * @param installedAt when it was installed, whole seconds
 * @param zone the machine's zone then
 * @param lateness the stated lateness of its entry while awake
 * @param recovery the stated time after a wake-up, a boot or any other disturbance
 */
public record Invariants(
        Schedule schedule, Duration offset, Instant installedAt, ZoneId zone, Duration lateness, Duration recovery) {

    /** Is a check of one invariant, or of some that go together. */
    interface Check {
        /** Looks through the trace of the schedule. */
        void check(Trace trace, Consumer<Violation> broken);
    }

    DueInstants due(ZoneId where) {
        return due(schedule.recurrence(), where);
    }

    DueInstants due(Recurrence recurrence, ZoneId where) {
        return new KnownDueInstants(DueInstants.of(recurrence, where, offset), installedAt.minusSeconds(1));
    }

    Violation violation(Invariant invariant, TraceEvent at, String what) {
        return new Violation(invariant, schedule.name(), at.wall(), what);
    }

    /**
     * Checks all invariants that one trace can show.
     *
     * @param whole the trace of the machine
     * @return what breaks them, in no certain order; empty if they hold
     */
    public List<Violation> check(Trace whole) {
        List<Violation> violations = new ArrayList<>(checkTimeless(whole));
        Trace trace = whole.of(schedule.name());
        SilenceCheck.ofActiveHost(this, QuietPeriods.busyWithOthers(whole, schedule.name()))
                .check(trace, violations::add);
        return violations;
    }

    /** Checks the invariant of several processes, I13, on the trace of a machine that knows which are healthy. */
    List<Violation> checkProcesses(Trace whole) {
        List<Violation> violations = new ArrayList<>();
        Trace trace = whole.of(schedule.name());
        SilenceCheck.ofAnyProcess(this).check(trace, violations::add);
        new AttemptCheck(this).check(trace, violations::add);
        return violations;
    }

    /**
     * Checks the invariants that hold whenever anybody looks, and however seldom: all but I2, I4, I9
     * and I13.
     *
     * @param whole the trace of the machine
     * @return what breaks them
     */
    public List<Violation> checkTimeless(Trace whole) {
        Trace trace = whole.of(schedule.name());
        List<Violation> violations = new ArrayList<>();
        List<Check> checks = List.of(
                new SpacingCheck(this),
                new CatchUpCheck(this),
                new DeliveryCheck(this),
                new AccountCheck(this),
                new PauseCheck(this));
        checks.forEach(check -> check.check(trace, violations::add));
        return violations;
    }

    /**
     * Compares what was served with and without wakes (I4). It is to be the same but for what is still to come.
     *
     * @param with the trace with wakes
     * @param without the trace of the same world without
     * @param until due instants from then on are not compared
     * @return what breaks the invariant
     */
    public List<Violation> checkWakesDelayNothing(Trace with, Trace without, Instant until) {
        TreeSet<Instant> missing = served(without.of(schedule.name()), until);
        TreeSet<Instant> surplus = served(with.of(schedule.name()), until);
        TreeSet<Instant> common = new TreeSet<>(missing);
        common.retainAll(surplus);
        missing.removeAll(common);
        surplus.removeAll(common);
        List<Violation> violations = new ArrayList<>();
        missing.forEach(due -> violations.add(
                new Violation(Invariant.I4, schedule.name(), due, "with wakes it is not served any more")));
        surplus.forEach(due ->
                violations.add(new Violation(Invariant.I4, schedule.name(), due, "it is served with wakes alone")));
        return violations;
    }

    private TreeSet<Instant> served(Trace trace, Instant until) {
        TreeSet<Instant> served = new TreeSet<>();
        DueInstants due = due(zone);
        trace.recorded(HistoryEvent.Fired.class)
                .filter(fired -> fired.tick().servesDueInstant())
                .forEach(fired -> served.add(fired.tick().due()));
        trace.recorded(HistoryEvent.Accounted.class)
                .filter(accounted -> !accounted.wasStarted())
                .map(HistoryEvent.Accounted::account)
                .filter(account -> account.fate() == Fate.COALESCED)
                .forEach(account -> served.addAll(AccountCheck.instants(account, due)));
        return new TreeSet<>(served.headSet(until));
    }
}
