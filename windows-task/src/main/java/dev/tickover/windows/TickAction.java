package dev.tickover.windows;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Is what a task runs, checked against the bounds of Windows.
 *
 * @param command the program, in quotes: unquoted, a path with a blank would be taken for a program and its argument
 * @param arguments the rest of the command line
 */
record TickAction(String command, String arguments) {

    /** {@code pathType} of the schema, quotes included. */
    static final int LONGEST_COMMAND = 260;

    /** Microsoft Learn, CreateProcess, {@code lpCommandLine}: 32767 characters with the zero that ends it. */
    static final int LONGEST_LINE = 32_766;

    /** Task Scheduler replaces environment variables and {@code $(Arg0)} in all of an action; there is no escape. */
    private static final Pattern REPLACED = Pattern.compile("%[^%]+%|\\$\\([A-Za-z]");

    private static final String JAVA = "java.exe";
    private static final String JAVA_WITHOUT_CONSOLE = "javaw.exe";

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if Windows could not start it
     */
    TickAction {
        if (command.length() > LONGEST_COMMAND) {
            throw new IllegalArgumentException("Task Scheduler takes a program of at most " + LONGEST_COMMAND
                    + " characters, quotes included; this one has " + command.length() + ": " + command
                    + "; install Java in a folder with a shorter path");
        }
        if (command.length() + 1 + arguments.length() > LONGEST_LINE) {
            throw new IllegalArgumentException("a command line on Windows has at most " + LONGEST_LINE
                    + " characters; this one has " + (command.length() + 1 + arguments.length()));
        }
    }

    /**
     * Makes the action of a command. For {@code java.exe} its sibling {@code javaw.exe} is taken, which opens no console
     * window; where Java is here, but not its sibling, it stays.
     *
     * @param exists whether a file is there
     */
    static TickAction of(List<String> command, Predicate<Path> exists) {
        String program = withoutConsole(command.get(0), exists);
        if (program.indexOf('"') >= 0) {
            throw new IllegalArgumentException("no program on Windows has a quote in its name: " + program);
        }
        return new TickAction('"' + program + '"', CommandLine.of(command.subList(1, command.size())));
    }

    /** Tells whether each pulse opens a console window, and takes the focus with it. */
    boolean opensConsole() {
        return isJava(command.substring(1, command.length() - 1));
    }

    /** Tells whether Task Scheduler would change the text before it runs it. */
    boolean isReplaced() {
        return REPLACED.matcher(command).find() || REPLACED.matcher(arguments).find();
    }

    private static String withoutConsole(String program, Predicate<Path> exists) {
        if (!isJava(program)) {
            return program;
        }
        String sibling = program.substring(0, program.length() - JAVA.length()) + JAVA_WITHOUT_CONSOLE;
        try {
            return exists.test(Path.of(program)) && !exists.test(Path.of(sibling)) ? program : sibling;
        } catch (InvalidPathException notHere) {
            return sibling;
        }
    }

    private static boolean isJava(String program) {
        int start = program.length() - JAVA.length();
        return start >= 0
                && program.regionMatches(true, start, JAVA, 0, JAVA.length())
                && (start == 0 || "\\/".indexOf(program.charAt(start - 1)) >= 0);
    }
}
