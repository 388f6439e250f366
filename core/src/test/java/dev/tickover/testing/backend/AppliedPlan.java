package dev.tickover.testing.backend;

import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanExecutor;
import dev.tickover.backend.StepFailedException;
import dev.tickover.machine.CommandRunner;
import java.util.List;
import java.util.Optional;

/**
 * A plan that was carried out as an installation carries it out.
 *
 * @param failure why it failed and was rolled back; empty if it succeeded
 * @param notUndone what the roll back could not undo, one line each
 */
public record AppliedPlan(Optional<String> failure, List<String> notUndone) {

    /** Carries out a plan. */
    public static AppliedPlan of(Plan plan, CommandRunner runner) {
        try {
            new PlanExecutor(runner, step -> {}).apply(plan);
            return new AppliedPlan(Optional.empty(), List.of());
        } catch (StepFailedException failed) {
            return new AppliedPlan(Optional.of(failed.getMessage()), failed.notUndone());
        }
    }
}
