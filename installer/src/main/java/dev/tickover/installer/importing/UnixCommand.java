package dev.tickover.installer.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is a command of a Unix with the environment and the folder that its scheduler gave it. A manifest knows neither:
 * env(1) and the shell give them, each variable and path as an argument of its own, so that nothing need be quoted.
 */
final class UnixCommand {

    private static final String ENV = "/usr/bin/env";
    private static final String SHELL = "/bin/sh";

    private final List<String> words;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Optional<String> folder = Optional.empty();

    UnixCommand(List<String> words) {
        this.words = List.copyOf(words);
    }

    UnixCommand with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Has it start in a folder; {@code ~} is the home folder. */
    UnixCommand in(String path) {
        folder = Optional.of(path);
        return this;
    }

    /** Returns the program, an absolute path, and its arguments. */
    List<String> arguments() {
        List<String> inFolder = folder.map(this::changingFolder).orElse(words);
        if (environment.isEmpty() && inFolder.get(0).startsWith("/")) {
            return inFolder;
        }
        List<String> arguments = new ArrayList<>(List.of(ENV));
        environment.forEach((name, value) -> arguments.add(name + "=" + value));
        if (inFolder.get(0).indexOf('=') >= 0 || inFolder.get(0).startsWith("-")) {
            // env(1) would take such a program for a variable or an option.
            arguments.addAll(List.of(SHELL, "-c", "exec \"$0\" \"$@\""));
        }
        arguments.addAll(inFolder);
        return arguments;
    }

    private List<String> changingFolder(String path) {
        List<String> arguments = new ArrayList<>(List.of(SHELL, "-c"));
        if (path.equals("~")) {
            arguments.addAll(List.of("cd && exec \"$@\"", "sh"));
        } else {
            arguments.addAll(List.of("cd -- \"$0\" && exec \"$@\"", path));
        }
        arguments.addAll(words);
        return arguments;
    }
}
