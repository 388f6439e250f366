package dev.tickover.windows;

import java.util.List;
import java.util.stream.Collectors;

/** Writes arguments as one command line, as {@code CommandLineToArgvW} and the C runtime take it apart again. */
final class CommandLine {

    private CommandLine() {}

    static String of(List<String> arguments) {
        return arguments.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
    }

    /**
     * Quotes an argument if need be. Inside quotes a quote is written {@code \"}, and backslashes are doubled where a
     * quote follows them, the closing one included (Microsoft Learn, "Parsing C command-line arguments").
     *
     * <p>Asterisks and question marks are quoted since Java's own launcher would take an unquoted one for a pattern of
     * file names.
     */
    private static String quoted(String argument) {
        if (!argument.isEmpty() && argument.chars().noneMatch(c -> " \t\r\n\"*?".indexOf(c) >= 0)) {
            return argument;
        }
        StringBuilder quoted = new StringBuilder("\"");
        int backslashes = 0;
        for (int i = 0; i < argument.length(); i++) {
            char character = argument.charAt(i);
            if (character == '\\') {
                backslashes++;
            } else {
                boolean isQuote = character == '"';
                quoted.append("\\".repeat(isQuote ? 2 * backslashes + 1 : backslashes))
                        .append(character);
                backslashes = 0;
            }
        }
        return quoted.append("\\".repeat(2 * backslashes)).append('"').toString();
    }
}
