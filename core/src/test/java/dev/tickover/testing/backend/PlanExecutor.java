package dev.tickover.testing.backend;

import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Repetition;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Carries plans out as the contracts of {@link Plan}, {@link PlanStep} and {@link Repetition} say, small enough to be read at
 * a glance: the steps before a failing one are undone, last first, and before them what a failing command may have done
 * half of.
 */
public final class PlanExecutor {

    private final CommandRunner runner;
    private final Consumer<Duration> pause;
    private final Consumer<Path> written;
    private final List<String> notUndone = new ArrayList<>();

    /** Makes an executor; each pause of a repetition and each file that was written is told. */
    public PlanExecutor(CommandRunner runner, Consumer<Duration> pause, Consumer<Path> written) {
        this.runner = runner;
        this.pause = pause;
        this.written = written;
    }

    /** Makes an executor that tells its pauses. */
    public PlanExecutor(CommandRunner runner, Consumer<Duration> pause) {
        this(runner, pause, path -> {});
    }

    /** Applies a plan; returns why it failed and was rolled back, or empty. */
    public Optional<String> apply(Plan plan) {
        Deque<Runnable> undo = new ArrayDeque<>();
        for (PlanStep step : plan.steps()) {
            try {
                carryOut(step, undo);
            } catch (IllegalStateException e) {
                undo.forEach(Runnable::run);
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Returns the commands of a roll back that failed: a user would be told of them. */
    public List<String> notUndone() {
        return List.copyOf(notUndone);
    }

    private void carryOut(PlanStep step, Deque<Runnable> undo) {
        if (step instanceof PlanStep.Write write) {
            undo.push(restoration(write.document().path()));
            put(
                    write.document().path(),
                    write.document().content().getBytes(write.document().charset()));
        } else if (step instanceof PlanStep.Delete delete) {
            undo.push(restoration(delete.path()));
            remove(delete.path());
        } else if (step instanceof PlanStep.Run run) {
            run.undo().ifPresent(command -> undo.push(() -> undoBy(command, Set.of(0), Repetition.NONE)));
            need(run.command(), run.accepted(), Repetition.NONE);
        } else if (step instanceof PlanStep.RunUntil run) {
            run.undo().ifPresent(command -> undo.push(() -> undoBy(command, Set.of(0), Repetition.NONE)));
            need(run.command(), run.accepted(), run.repetition());
        } else if (step instanceof PlanStep.AfterUndo after) {
            undo.push(() -> undoBy(after.command(), after.accepted(), after.repetition()));
        }
    }

    private void need(Command command, Set<Integer> accepted, Repetition repetition) {
        run(command, accepted, repetition).ifPresent(failure -> {
            throw new IllegalStateException(failure);
        });
    }

    private void undoBy(Command command, Set<Integer> accepted, Repetition repetition) {
        run(command, accepted, repetition).ifPresent(notUndone::add);
    }

    private Optional<String> run(Command command, Set<Integer> accepted, Repetition repetition) {
        for (int attempt = 1; ; attempt++) {
            CommandResult result = runner.run(command);
            boolean exited = result instanceof CommandResult.Exited;
            int code = exited ? ((CommandResult.Exited) result).code() : -1;
            if (exited && accepted.contains(code)) {
                return Optional.empty();
            }
            boolean again = exited && repetition.on().contains(code);
            if (again
                    && repetition
                            .proof()
                            .filter(proof -> runner.run(proof).succeeded())
                            .isPresent()) {
                return Optional.empty();
            }
            if (!again || attempt == repetition.attempts()) {
                return Optional.of(command.text() + ": " + result.summary());
            }
            pause.accept(repetition.pause());
        }
    }

    private Runnable restoration(Path path) {
        try {
            if (!Files.exists(path)) {
                return () -> remove(path);
            }
            byte[] former = Files.readAllBytes(path);
            return () -> put(path, former);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(Path path, byte[] content) {
        try {
            Files.createDirectories(path.getParent());
            Files.deleteIfExists(path);
            Files.write(path, content);
            written.accept(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
