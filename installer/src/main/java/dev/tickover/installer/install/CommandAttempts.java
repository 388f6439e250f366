package dev.tickover.installer.install;

import dev.tickover.backend.Repetition;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/** Runs a command until it has done what it should, as its {@link Repetition} says. */
final class CommandAttempts {

    private final CommandRunner runner;
    private BiFunction<Command, CommandResult, Optional<String>> explanation = (command, result) -> Optional.empty();

    CommandAttempts(CommandRunner runner) {
        this.runner = runner;
    }

    void explainBy(BiFunction<Command, CommandResult, Optional<String>> words) {
        explanation = words;
    }

    /** Returns why it failed, for people; empty if it did what it should. */
    Optional<String> run(Command command, Set<Integer> accepted, Repetition repetition) {
        for (int attempt = 1; true; attempt++) {
            CommandResult result = runner.run(command);
            int code = result instanceof CommandResult.Exited exited ? exited.code() : -1;
            boolean exited = result instanceof CommandResult.Exited;
            if (exited && accepted.contains(code)) {
                return Optional.empty();
            }
            boolean again = exited && repetition.on().contains(code);
            if (again && isProved(repetition)) {
                return Optional.empty();
            }
            if (!again || attempt == repetition.attempts()) {
                return Optional.of(describe(command, result));
            }
            pause(repetition.pause());
        }
    }

    private boolean isProved(Repetition repetition) {
        return repetition.proof().map(runner::run).map(CommandResult::succeeded).orElse(false);
    }

    private String describe(Command command, CommandResult result) {
        String text = "`" + command.text() + "`: " + result.summary();
        return explanation
                .apply(command, result)
                .map(why -> text + " (" + why + ")")
                .orElse(text);
    }

    private static void pause(Duration duration) {
        if (!duration.isZero()) {
            LockSupport.parkNanos(duration.toNanos());
        }
    }
}
