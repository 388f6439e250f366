package dev.tickover.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command of a Unix with the environment and the folder that its scheduler gave it. A manifest knows neither: env(1)
 * and the shell give them, each variable and path as an argument of its own, so that nothing need be quoted.
 */
public final class UnixCommand {

    private static final String ENV = "/usr/bin/env";
    private static final String SHELL = "/bin/sh";

    private final List<String> words;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Optional<String> folder = Optional.empty();

    /**
     * Makes a command without environment and folder.
     *
     * @param words the program and its arguments
     */
    public UnixCommand(List<String> words) {
        this.words = List.copyOf(words);
    }

    /**
     * Adds variables.
     *
     * @param variables the values by name
     * @return this command
     */
    public UnixCommand with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /**
     * Sets the folder in which it starts.
     *
     * @param path the folder; {@code ~} is the home folder
     * @return this command
     */
    public UnixCommand in(String path) {
        folder = Optional.of(path);
        return this;
    }

    /** {@return the program, an absolute path, and its arguments} */
    public List<String> arguments() {
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
