package dev.tickover.windows;

import dev.tickover.backend.Plan;
import dev.tickover.backend.Step;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries plans out as the contract of {@link Plan} says, small enough to be read at a glance: a failing step is not
 * undone itself, the ones before it are, last first.
 */
final class PlanExecutor {

    private final CommandRunner runner;
    private final Consumer<Path> written;

    PlanExecutor(CommandRunner runner, Consumer<Path> written) {
        this.runner = runner;
        this.written = written;
    }

    /** Applies a plan; returns why it failed and was rolled back, or empty. */
    Optional<String> apply(Plan plan) {
        Deque<Runnable> undo = new ArrayDeque<>();
        for (Step step : plan.steps()) {
            try {
                carryOut(step, undo);
            } catch (IllegalStateException e) {
                undo.forEach(Runnable::run);
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }

    private void carryOut(Step step, Deque<Runnable> undo) {
        if (step instanceof Step.Write write) {
            undo.push(restoration(write.document().path()));
            put(
                    write.document().path(),
                    write.document().content().getBytes(write.document().charset()));
        } else if (step instanceof Step.Delete delete) {
            undo.push(restoration(delete.path()));
            remove(delete.path());
        } else if (step instanceof Step.Run run) {
            CommandResult result = runner.run(run.command());
            if (!(result instanceof CommandResult.Exited exited
                    && run.accepted().contains(exited.code()))) {
                throw new IllegalStateException(run.command().text() + ": " + result.summary());
            }
            run.undo().ifPresent(command -> undo.push(() -> undoBy(command)));
        } else if (step instanceof Step.AfterUndo after) {
            undo.push(() -> undoBy(after.command()));
        }
    }

    private void undoBy(Command command) {
        runner.run(command);
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
