package dev.tickover.installer.importing;

import java.util.List;
import java.util.Optional;

/**
 * The command of a crontab line: up to the first {@code %} it goes to the shell, what follows is its standard input,
 * with each further {@code %} a line end; {@code \%} is a percent sign (crontab(5)).
 *
 * @param shellLine what the shell runs
 * @param input what it is given to read; empty if there is no {@code %}
 */
record CrontabCommand(String shellLine, Optional<String> input) {

    static CrontabCommand of(String text) {
        int end = firstPercent(text);
        if (end < 0) {
            return new CrontabCommand(text.replace("\\%", "%"), Optional.empty());
        }
        String input = lines(text.substring(end + 1));
        return new CrontabCommand(text.substring(0, end).replace("\\%", "%"), Optional.of(input));
    }

    List<String> arguments(String shell) {
        return input.isEmpty()
                ? List.of(shell, "-c", shellLine)
                : List.of("/bin/sh", "-c", "printf %s \"$0\" | \"$1\" -c \"$2\"", input.get(), shell, shellLine);
    }

    private static int firstPercent(String text) {
        int at = text.indexOf('%');
        while (at > 0 && text.charAt(at - 1) == '\\') {
            at = text.indexOf('%', at + 1);
        }
        return at;
    }

    /** {@code do_command.c}: the input ends with a line end, whether written or not. */
    private static String lines(String text) {
        String marked = text.replace("\\%", "\0").replace('%', '\n').replace('\0', '%');
        return marked.isEmpty() || marked.endsWith("\n") ? marked : marked + "\n";
    }
}
