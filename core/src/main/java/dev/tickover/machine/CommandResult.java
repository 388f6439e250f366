package dev.tickover.machine;

/** Is what became of a {@link Command}. */
public sealed interface CommandResult {

    /** {@return whether it ended with code 0} */
    default boolean succeeded() {
        return this instanceof Exited exited && exited.code() == 0;
    }

    /**
     * Says in one line what happened, with the first line of the error output if there is any.
     *
     * @return for people, without a line end
     */
    String summary();

    /**
     * It ran and ended.
     *
     * @param code its exit code
     * @param out what it wrote to its standard output, decoded as UTF-8
     * @param err what it wrote to its standard error, decoded as UTF-8
     */
    record Exited(int code, String out, String err) implements CommandResult {
        @Override
        public String summary() {
            String detail = err.isBlank() ? out.strip() : err.strip();
            int lineEnd = detail.indexOf('\n');
            String firstLine = lineEnd < 0 ? detail : detail.substring(0, lineEnd);
            return "exit code " + code + (firstLine.isEmpty() ? "" : ": " + firstLine);
        }
    }

    /**
     * It could not be started.
     *
     * @param reason why, for people
     */
    record CannotStart(String reason) implements CommandResult {
        @Override
        public String summary() {
            return "cannot start: " + reason;
        }
    }

    /**
     * It did not end in time and was ended.
     *
     * @param out what it had written to its standard output
     * @param err what it had written to its standard error
     */
    record TimedOut(String out, String err) implements CommandResult {
        @Override
        public String summary() {
            return "timed out";
        }
    }
}
