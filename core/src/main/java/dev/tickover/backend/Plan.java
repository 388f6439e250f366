package dev.tickover.backend;

import java.util.List;

/**
 * Is what is to be done, in order. An executor carries the steps out and, if one fails, undoes those before it in
 * reverse.
 *
 * @param steps the steps
 */
public record Plan(List<PlanStep> steps) {

    /** Nothing to do. */
    public static final Plan NOTHING = new Plan(List.of());

    /** Copies the steps. */
    public Plan {
        steps = List.copyOf(steps);
    }

    /** {@return whether there is nothing to do} */
    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
