package dev.tickover.installer.simulate;

import dev.tickover.schedule.App;
import dev.tickover.simulation.LiveSchedule;
import dev.tickover.simulation.SimulatedMachine;
import dev.tickover.simulation.Trace;
import dev.tickover.simulation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Is what came of playing an application on one OS model.
 *
 * @param model the OS model
 * @param trace what happened
 * @param figures what it came to, for each enabled schedule
 * @param violations which invariants were broken
 */
public record Simulation(OsModel model, Trace trace, List<Figures> figures, List<Violation> violations) {

    /** Copies. */
    public Simulation {
        Objects.requireNonNull(model, "model");
        figures = List.copyOf(figures);
        violations = List.copyOf(violations);
    }

    /**
     * Plays.
     *
     * @param app the application
     * @param scenario what happens to the machine
     * @param work how long each tick's work takes
     * @param model the OS model
     * @param seed draws what the model leaves open
     * @return what came of it
     */
    public static Simulation play(App app, Scenario scenario, Duration work, OsModel model, long seed) {
        SimulatedMachine machine = new SimulatedMachine(scenario.from(), scenario.zone());
        model.install(app, machine, seed);
        machine.schedules().forEach(live -> machine.workTakes(live.schedule().name(), work));
        scenario.planOn(machine);
        machine.pass(scenario.length());
        Trace trace = machine.trace();
        List<Figures> figures = machine.schedules().stream()
                .map(LiveSchedule::schedule)
                .map(schedule -> Figures.of(schedule.name(), trace, scenario.length()))
                .toList();
        return new Simulation(model, trace, figures, machine.violations());
    }
}
