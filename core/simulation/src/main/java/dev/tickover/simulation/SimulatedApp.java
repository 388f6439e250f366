package dev.tickover.simulation;

import dev.tickover.event.HistoryEvent;
import dev.tickover.policy.Stagger;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Holds the schedules of a machine's application, how long their work takes, and their turns at catching up. */
final class SimulatedApp {

    private final Map<String, LiveSchedule> schedules = new LinkedHashMap<>();
    private final Map<String, Duration> work = new HashMap<>();
    private Instant turnsFrom = Instant.EPOCH;

    void add(Schedule schedule, VirtualClocks clocks, Consumer<HistoryEvent> history) {
        LiveSchedule live = new LiveSchedule(
                schedule, SimulatedMachine.offset(schedule), clocks.wall(), clocks.zone(), history, this::turn);
        schedules.put(schedule.name(), live);
    }

    private Instant turn(String schedule, Instant now) {
        Instant turn = Stagger.turn(turnsFrom, now, schedule);
        turnsFrom = Stagger.freeAfter(turnsFrom, turn, now);
        return turn;
    }

    void pause(String schedule, boolean paused, Instant now) {
        if (paused) {
            schedules.get(schedule).pause(Instant.MAX, now);
        } else {
            schedules.get(schedule).resume(now);
        }
    }

    Invariants invariants(LiveSchedule live, EntryModel entry, Duration sweepWithin, ZoneId zoneAtStart) {
        Duration slower = sweepWithin.compareTo(entry.recovery()) > 0 ? sweepWithin : entry.recovery();
        Duration recovery = slower.plus(longestTurn());
        Duration offset = SimulatedMachine.offset(live.schedule());
        return new Invariants(live.schedule(), offset, live.installedAt(), zoneAtStart, entry.lateness(), recovery);
    }

    /** How long the last of them may wait for its turn; a client that dies leaves its own unused. */
    private Duration longestTurn() {
        return Stagger.APART.multipliedBy(2L * (schedules.size() - 1));
    }

    LiveSchedule get(String name) {
        return schedules.get(name);
    }

    List<LiveSchedule> all() {
        return List.copyOf(schedules.values());
    }

    void moveTo(ZoneId zone) {
        schedules.values().forEach(live -> live.moveTo(zone));
    }

    void workTakes(String schedule, Duration time) {
        work.put(schedule, time);
    }

    Duration workOf(String schedule) {
        return work.getOrDefault(schedule, Duration.ZERO);
    }

    Trace trace(List<TraceEvent> events, VirtualClocks clocks) {
        Set<String> pending = new TreeSet<>();
        schedules.values().forEach(live -> pending.addAll(live.pending()));
        return new Trace(events, pending, clocks.origin(), clocks.age());
    }

    List<Violation> violations(SimulatedMachine machine) {
        Trace trace = machine.trace();
        List<Violation> violations = new ArrayList<>();
        for (LiveSchedule live : schedules.values()) {
            Invariants invariants = machine.invariants(live);
            violations.addAll(invariants.check(trace));
            if (machine.hosts().hadStandby()) {
                violations.addAll(invariants.checkProcesses(trace));
            }
        }
        return violations;
    }
}
