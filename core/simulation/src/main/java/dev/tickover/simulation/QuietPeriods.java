package dev.tickover.simulation;

import dev.tickover.event.HistoryEvent;
import dev.tickover.simulation.TraceEvent.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parts a trace into the periods in which nothing kept a schedule from ticking. Times are real, in milliseconds. */
final class QuietPeriods {

    /** A period of one clock and zone, in which conditions are as they should be. */
    record Quiet(long from, long until, long wallMinusAge, ZoneId zone, int era) {
        Instant wall(long age) {
            return Instant.ofEpochMilli(age + wallMinusAge);
        }
    }

    /** A time in which a tick was in flight. */
    record Busy(long from, long until) {}

    private final List<Quiet> quiet = new ArrayList<>();
    private final Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    private final Set<Condition> ignored = EnumSet.noneOf(Condition.class);
    private final Grid grid;
    private ZoneId zone;
    private long from;
    private long wallMinusAge;
    private int era;

    private QuietPeriods(Instant begin, Invariants rules, boolean byAnyProcess) {
        this.wallMinusAge = begin.toEpochMilli();
        this.zone = rules.zone();
        boolean needsHost = !rules.schedule().isCommand();
        if (byAnyProcess || !needsHost) {
            ignored.addAll(Set.of(Condition.HOST_AWAY, Condition.HOST_HUNG));
        }
        if (!byAnyProcess || !needsHost) {
            ignored.add(Condition.ORPHANED);
        }
        this.grid = new Grid(rules);
    }

    /** Finds the periods in which the active host could have ticked, or with that it or one that stood by could have. */
    static List<Quiet> quiet(Trace trace, Invariants rules, boolean byAnyProcess) {
        QuietPeriods periods = new QuietPeriods(trace.from(), rules, byAnyProcess);
        for (TraceEvent event : trace.events()) {
            periods.take(event);
        }
        periods.cut(trace.length().toMillis());
        return periods.quiet;
    }

    private void take(TraceEvent event) {
        long age = event.age().toMillis();
        if (event.what() instanceof TraceEvent.Changed changed) {
            cut(age);
            if (changed.condition() == Condition.HOST_AWAY) {
                conditions.remove(Condition.HOST_HUNG);
            }
            if (changed.holds()) {
                conditions.add(changed.condition());
            } else {
                conditions.remove(changed.condition());
            }
        } else if (event.what() instanceof TraceEvent.Stepped
                || event.what() instanceof TraceEvent.Faulted
                || event.recorded() instanceof HistoryEvent.HostChanged) {
            cut(age);
        } else if (event.recorded() instanceof HistoryEvent.ClockSetBack back && back.era() > era) {
            cut(age);
            era = back.era();
        } else if (event.recorded() instanceof HistoryEvent.Installed installed && !grid.isUpgrade(installed)) {
            cut(age);
        } else if (event.what() instanceof TraceEvent.Moved moved) {
            cut(age);
            zone = moved.zone();
        }
        grid.take(event);
        wallMinusAge = event.wall().toEpochMilli() - age;
    }

    private void cut(long age) {
        Set<Condition> matter = EnumSet.copyOf(conditions);
        matter.removeAll(ignored);
        if (matter.isEmpty() && age > from) {
            quiet.add(new Quiet(from, age, wallMinusAge, zone, era));
        }
        from = age;
    }

    /** Returns when ticks were in flight longer than a moment: until they ended, failed to, or lost their deliverer. */
    static List<Busy> busy(Trace trace) {
        return busy(trace, false);
    }

    /** With {@code delivered}, what no host took does not count: one that hangs is offered a tick again and again. */
    static List<Busy> busy(Trace trace, boolean delivered) {
        List<Busy> busy = new ArrayList<>();
        Map<String, Long> open = new HashMap<>();
        for (TraceEvent event : trace.events()) {
            long at = event.age().toMillis();
            // An earlier attempt that has no end lost its deliverer.
            if (event.recorded() instanceof HistoryEvent.Fired fired) {
                close(busy, open.put(fired.tick().id(), at), at);
            } else if (delivered && event.recorded() instanceof HistoryEvent.Deferred untaken) {
                open.remove(untaken.tick().id());
            } else if (event.recorded() instanceof HistoryEvent.EndOfTick ended) {
                close(busy, open.remove(ended.tick().id()), at);
            } else if (event.what() instanceof TraceEvent.Faulted
                    || event.what() instanceof TraceEvent.Changed changed
                            && changed.holds()
                            && changed.condition() == Condition.OFF) {
                for (long began : open.values()) {
                    close(busy, began, at);
                }
                open.clear();
            }
        }
        for (long began : open.values()) {
            close(busy, began, trace.length().toMillis());
        }
        return busy;
    }

    private static void close(List<Busy> busy, Long from, long until) {
        if (from != null && until - from > Duration.ofSeconds(1).toMillis()) {
            busy.add(new Busy(from, until));
        }
    }

    static List<Busy> busyWithOthers(Trace whole, String schedule) {
        Set<String> others = new HashSet<>();
        whole.events().forEach(event -> others.add(event.schedule()));
        others.removeAll(Set.of("", schedule, dev.tickover.schedule.Schedule.SWEEP));
        List<Busy> busy = new ArrayList<>();
        others.forEach(other -> busy.addAll(busy(whole.of(other))));
        return busy;
    }
}
