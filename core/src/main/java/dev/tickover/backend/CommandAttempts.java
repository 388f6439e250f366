package dev.tickover.backend;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Runs a command.
     *
     * @throws IOException if it did not do what it should; the message is for people
     */
    void run(Command command, Set<Integer> accepted, Repetition repetition) throws IOException {
        for (int attempt = 1; true; attempt++) {
            CommandResult result = runner.run(command);
            int code = result instanceof CommandResult.Exited exited ? exited.code() : -1;
            boolean exited = result instanceof CommandResult.Exited;
            if (exited && accepted.contains(code)) {
                return;
            }
            boolean again = exited && repetition.on().contains(code);
            if (again && isProved(repetition)) {
                return;
            }
            if (!again || attempt == repetition.attempts()) {
                throw new IOException(describe(command, result));
            }
            runner.pause(repetition.pause());
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
}
