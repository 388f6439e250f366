package dev.tickover.backend;

import dev.tickover.machine.Command;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says when a command that did not end well is run again. After each run that ended with one of the codes, an executor
 * asks the proof, if there is one; only then, unless that was the last attempt, it pauses and runs the command again.
 *
 * @param on the exit codes upon which it is run again
 * @param attempts the most runs, at least 1
 * @param pause the time between two runs, not negative
 * @param proof a command that ends with 0 if what was wanted is so all the same, though the code did not say so
 */
public record Repetition(Set<Integer> on, int attempts, Duration pause, Optional<Command> proof) {

    /** Runs a command once. */
    public static final Repetition NONE = new Repetition(Set.of(), 1, Duration.ZERO, Optional.empty());

    /**
     * Checks the bounds and copies.
     *
     * @throws IllegalArgumentException if there is no attempt, or the pause is negative
     */
    public Repetition {
        on = Set.copyOf(on);
        Objects.requireNonNull(pause, "pause");
        Objects.requireNonNull(proof, "proof");
        if (attempts < 1 || pause.isNegative()) {
            throw new IllegalArgumentException(
                    "at least one attempt, and no negative pause: " + attempts + ", " + pause);
        }
    }

    /** Returns how often the command may run, in words that follow it; empty if once. */
    String describe() {
        return attempts == 1 ? "" : " (up to " + attempts + " times)";
    }
}
