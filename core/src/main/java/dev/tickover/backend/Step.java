package dev.tickover.backend;

import dev.tickover.machine.Command;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Is one thing that a plan does. */
public sealed interface Step {

    /**
     * Writes a document, atomically; its folder is created. Undone by putting back what was there.
     *
     * @param document the document
     */
    record Write(Document document) implements Step {}

    /**
     * Deletes a file; one that is not there is no failure. Undone by putting it back.
     *
     * @param path the file
     */
    record Delete(Path path) implements Step {}

    /**
     * Runs a command.
     *
     * @param command the command
     * @param purpose what it is for, for people, beginning with a verb: "start the timers"
     * @param accepted the exit codes that count as success; 0 is among them
     * @param undo the command that takes it back, if it needs any
     */
    record Run(Command command, String purpose, Set<Integer> accepted, Optional<Command> undo) implements Step {
        /** Checks for null and copies. */
        public Run {
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(purpose, "purpose");
            accepted = Set.copyOf(accepted);
            Objects.requireNonNull(undo, "undo");
        }
    }

    /**
     * Does nothing, but runs a command when the steps after it have been undone: put first, it comes last in a roll
     * back, for example to have the scheduler read the restored documents.
     *
     * @param command the command
     */
    record AfterUndo(Command command) implements Step {}
}
