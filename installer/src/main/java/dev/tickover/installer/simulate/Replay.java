package dev.tickover.installer.simulate;

import dev.tickover.event.HistoryEvent;
import dev.tickover.schedule.App;
import dev.tickover.simulation.SimulatedMachine;
import dev.tickover.simulation.Trace;
import dev.tickover.simulation.TraceEvent;
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
        seen.events().forEach(each -> machine.at(before.plus(each.age()), () -> happen(each, machine)));
        machine.pass(before.plus(seen.length()));
        Trace trace = since(before, machine.trace());
        List<Figures> figures = machine.schedules().stream()
                .map(live -> Figures.of(live.schedule().name(), trace, seen.length()))
                .toList();
        return new Simulation(model, trace, figures, machine.violations());
    }

    private static void happen(TraceEvent event, SimulatedMachine machine) {
        if (event.what() instanceof TraceEvent.Changed changed) {
            Scenario.Kind.of(changed.condition()).change(machine, changed.holds());
        } else if (event.what() instanceof TraceEvent.WorkTakes takes) {
            machine.schedules().stream()
                    .map(live -> live.schedule().name())
                    .filter(name ->
                            event.schedule().isEmpty() || event.schedule().equals(name))
                    .forEach(name -> machine.workTakes(name, takes.work()));
        } else if (event.what() instanceof TraceEvent.Stepped stepped) {
            machine.stepClock(stepped.by());
        } else if (event.what() instanceof TraceEvent.Moved moved) {
            machine.travelTo(moved.zone());
        } else if (event.recorded() instanceof HistoryEvent.Woken woken && machine.isUp()) {
            machine.wake(event.schedule(), woken.reason());
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
        return new Trace(seen.events(), Set.of(), seen.from(), seen.length());
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
        for (TraceEvent event : seenTrace().of(schedule).events()) {
            if (event.what() instanceof TraceEvent.CameDue) {
                unanswered += owed ? 1 : 0;
                owed = true;
            } else if (event.what() instanceof TraceEvent.Begun) {
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
