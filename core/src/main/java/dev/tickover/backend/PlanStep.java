package dev.tickover.backend;

import dev.tickover.machine.Command;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/** One thing that a plan does. */
public sealed interface PlanStep {

    /**
     * Describes the step as a dry run prints it.
     *
     * @return one line for people: the file or the command, and what would happen to it
     */
    String describe();

    /**
     * Writes a document, atomically; its folder is created. Undone by putting back what was there.
     *
     * @param document the document
     */
    record Write(Document document) implements PlanStep {
        @Override
        public String describe() {
            return "would write  " + document.path();
        }
    }

    /**
     * Deletes a file; one that is not there is no failure. Undone by putting it back.
     *
     * @param path the file
     */
    record Delete(Path path) implements PlanStep {
        @Override
        public String describe() {
            return "would delete " + path;
        }
    }

    /**
     * Runs a command; again if need be, for schedulers that do their work after their command has ended, or refuse for a
     * while. Not undone: an {@link AfterUndo} before it does that.
     *
     * @param command the command
     * @param purpose what it is for, for people, beginning with a verb: "start the timers"
     * @param accepted the exit codes that count as success; 0 need not be among them
     * @param repetition upon which other exit codes it is run again, and how often; any code in neither is a failure at
     *     once, as is a command that cannot be started or times out
     */
    record Run(Command command, String purpose, Set<Integer> accepted, Repetition repetition) implements PlanStep {
        /** Checks for null and copies. */
        public Run {
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(purpose, "purpose");
            accepted = Set.copyOf(accepted);
            Objects.requireNonNull(repetition, "repetition");
        }

        /**
         * Runs a command once.
         *
         * @param command the command
         * @param purpose what it is for, for people, beginning with a verb
         * @param accepted the exit codes that count as success
         */
        public Run(Command command, String purpose, Set<Integer> accepted) {
            this(command, purpose, accepted, Repetition.NONE);
        }

        @Override
        public String describe() {
            return "would run    " + command.text() + repetition.describe();
        }
    }

    /**
     * Does nothing, but runs a command when the steps after it have been undone: put first, it comes last in a roll
     * back, for example to have the scheduler read the restored documents.
     *
     * @param command the command
     * @param accepted the exit codes that count as success; with any other the roll back goes on, and reports it
     * @param repetition upon which other exit codes it is run again, and how often
     */
    record AfterUndo(Command command, Set<Integer> accepted, Repetition repetition) implements PlanStep {
        /** Checks for null and copies. */
        public AfterUndo {
            Objects.requireNonNull(command, "command");
            accepted = Set.copyOf(accepted);
            Objects.requireNonNull(repetition, "repetition");
        }

        /**
         * Runs a command once, which should end with 0.
         *
         * @param command the command
         */
        public AfterUndo(Command command) {
            this(command, Set.of(0), Repetition.NONE);
        }

        @Override
        public String describe() {
            return "on failure   " + command.text() + repetition.describe();
        }
    }
}
