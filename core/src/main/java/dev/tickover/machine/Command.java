package dev.tickover.machine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Is an external command, started directly and never through a shell.
 *
 * @param arguments the program and its arguments, at least the program
 * @param environment variables set beside those of this process
 * @param timeout the longest it may take; positive
 */
public record Command(List<String> arguments, Map<String, String> environment, Duration timeout) {

    /** How long a command may take that says nothing of it. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** Checks that there is a program. */
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(timeout, "timeout");
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command without a program");
        }
    }

    /**
     * Makes a command with this process's environment and the default time-out.
     *
     * @param arguments the program and its arguments
     * @return the command
     */
    public static Command of(String... arguments) {
        return new Command(List.of(arguments), Map.of(), DEFAULT_TIMEOUT);
    }

    /**
     * Makes a command with this process's environment and the default time-out.
     *
     * @param arguments the program and its arguments
     * @return the command
     */
    public static Command of(List<String> arguments) {
        return new Command(arguments, Map.of(), DEFAULT_TIMEOUT);
    }

    /** {@return the command for people, arguments with blanks in quotes} */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (String argument : arguments) {
            text.append(text.length() == 0 ? "" : " ");
            text.append(argument.isEmpty() || argument.contains(" ") ? '"' + argument + '"' : argument);
        }
        return text.toString();
    }
}
