package dev.tickover.installer.simulate;

import dev.tickover.event.Tick;
import dev.tickover.schedule.App;
import dev.tickover.schedule.UtcText;
import dev.tickover.simulation.LiveSchedule;
import dev.tickover.simulation.SimulatedMachine;
import dev.tickover.simulation.Trace;
import dev.tickover.simulation.TraceEvent;
import dev.tickover.simulation.TraceEvent.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Plays a trace of real ticks again under the rules of an application: the same sleeps, outages and steps of the clock,
 * other decisions.
 *
 * @param app the application
 * @param seen what was seen, of its schedules
 * @param zone the machine's zone at first
 */
public record Replay(App app, ReplayTrace seen, ZoneId zone) {

    /** What had run for long before the trace begins has run at least so long. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final Map<Scenario.Kind, Condition> CONDITIONS = Map.of(
            Scenario.Kind.ASLEEP, Condition.ASLEEP,
            Scenario.Kind.OFF, Condition.OFF,
            Scenario.Kind.HOST_DOWN, Condition.HOST_AWAY,
            Scenario.Kind.HOST_HUNG, Condition.HOST_HUNG,
            Scenario.Kind.HELD, Condition.HELD);

    /** Checks for null. */
    public Replay {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(zone, "zone");
    }

    /**
     * Plays it.
     *
     * @param work how long each tick's work takes, where the trace does not tell
     * @param model the OS model
     * @param seed draws what the model leaves open
     * @return what came of it, from the beginning of the trace on
     */
    public Simulation play(Duration work, OsModel model, long seed) {
        Duration before = seen.fromInstallation() ? Duration.ZERO : BEFORE;
        SimulatedMachine machine = new SimulatedMachine(seen.from().minus(before), zone);
        model.install(app, machine, seed);
        machine.schedules().forEach(live -> machine.workTakes(live.schedule().name(), work));
        seen.seen().forEach(each -> machine.at(before.plus(each.age()), () -> happen(each.what(), machine)));
        machine.pass(before.plus(seen.length()));
        Trace trace = since(before, machine.trace());
        List<Figures> figures = machine.schedules().stream()
                .map(live -> Figures.of(live.schedule().name(), trace, seen.length()))
                .toList();
        return new Simulation(model, trace, figures, machine.violations());
    }

    private static void happen(ReplayTrace.What what, SimulatedMachine machine) {
        if (what instanceof ReplayTrace.Holds holds) {
            holds.kind().change(machine, holds.begins());
        } else if (what instanceof ReplayTrace.WorkTakes work) {
            machine.schedules().stream()
                    .map(LiveSchedule::schedule)
                    .filter(each -> work.name().isEmpty() || work.name().equals(each.name()))
                    .forEach(each -> machine.workTakes(each.name(), work.work()));
        } else if (what instanceof ReplayTrace.Stepped stepped) {
            machine.stepClock(stepped.by());
        } else if (what instanceof ReplayTrace.Moved moved) {
            machine.travelTo(moved.zone());
        } else if (what instanceof ReplayTrace.Woken woken && machine.isUp()) {
            machine.wake(woken.name(), woken.reason());
        }
    }

    private static Trace since(Duration begin, Trace whole) {
        List<TraceEvent> events = new ArrayList<>();
        // Nothing of what was seen happens to the clock before.
        Instant from = whole.from().plus(begin);
        for (TraceEvent event : whole.events()) {
            if (event.age().compareTo(begin) >= 0) {
                Duration age = event.age().minus(begin);
                events.add(new TraceEvent(age, event.boot(), event.wall(), event.schedule(), event.what()));
            }
        }
        return new Trace(events, whole.pending(), from, whole.length().minus(begin));
    }

    /** {@return what was seen as a trace of a simulation, so that both are drawn and measured alike} */
    public Trace seenTrace() {
        List<TraceEvent> events = new ArrayList<>();
        Duration stepped = Duration.ZERO;
        for (ReplayTrace.Seen each : seen.seen()) {
            Instant wall = seen.from().plus(each.age()).plus(stepped);
            if (each.what() instanceof ReplayTrace.Holds holds) {
                TraceEvent.What change = new TraceEvent.Changed(CONDITIONS.get(holds.kind()), holds.begins());
                events.add(new TraceEvent(each.age(), 1, wall, "", change));
            } else if (each.what() instanceof ReplayTrace.Fired fired) {
                events.add(new TraceEvent(each.age(), 1, wall, fired.name(), new TraceEvent.Begun(tick(fired, wall))));
            } else if (each.what() instanceof ReplayTrace.Stepped step) {
                stepped = stepped.plus(step.by());
                events.add(new TraceEvent(each.age(), 1, wall, "", new TraceEvent.Stepped(step.by())));
            }
        }
        return new Trace(events, Set.of(), seen.from(), seen.length());
    }

    private static Tick tick(ReplayTrace.Fired fired, Instant at) {
        Instant due = fired.due().orElse(at);
        String id = fired.name() + "@" + UtcText.format(due);
        return new Tick(id, due, fired.reason(), List.of(), 0, 1, 0);
    }

    /**
     * Counts the due instants that were seen to pass without a tick until the next.
     *
     * @param schedule the schedule
     * @return how many
     */
    public int unanswered(String schedule) {
        int unanswered = 0;
        boolean owed = false;
        for (ReplayTrace.Seen each : seen.seen()) {
            if (each.what() instanceof ReplayTrace.Due due && due.name().equals(schedule)) {
                unanswered += owed ? 1 : 0;
                owed = true;
            } else if (each.what() instanceof ReplayTrace.Fired fired
                    && fired.name().equals(schedule)) {
                owed = false;
            }
        }
        return unanswered + (owed ? 1 : 0);
    }

    /** {@return the scenario that it is drawn in: its beginning, length and zone alone} */
    public Scenario frame() {
        return new Scenario(seen.from(), seen.length(), zone, Map.of(), Map.of(), Map.of());
    }
}
