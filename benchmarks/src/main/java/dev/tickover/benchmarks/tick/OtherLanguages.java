package dev.tickover.benchmarks.tick;

import dev.tickover.installer.install.Platform;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The work of a delivered tick in other languages, where the machine has them: the same files written and synced as
 * often, the same exchange with the same host. Only the decision is left out.
 */
final class OtherLanguages {

    private final Platform platform;
    private final Path home;

    OtherLanguages(Platform platform, Path home) {
        this.platform = platform;
        this.home = home;
    }

    /** Returns the command of each language that is there, without its arguments, by the name of its row. */
    Map<String, List<String>> commands() throws IOException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        Path python = copied("tick.py");
        if (succeeds("python3", "--version")) {
            commands.put("in Python", List.of("python3", "-I", "-S", python.toString()));
        }
        Path c = copied("tick.c");
        Path program = home.resolve("tick-in-c");
        if (succeeds("cc", "-O2", "-o", program.toString(), c.toString())) {
            commands.put("in C", List.of(program.toString()));
        }
        return commands;
    }

    private Path copied(String name) throws IOException {
        Path copy = home.resolve(name);
        try (InputStream content = OtherLanguages.class.getResourceAsStream(name)) {
            Files.copy(content, copy);
        }
        return copy;
    }

    private boolean succeeds(String... command) {
        CommandResult result = platform.runner().run(Command.of(command));
        return result.succeeded();
    }
}
