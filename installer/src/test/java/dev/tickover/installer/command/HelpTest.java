package dev.tickover.installer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.manifest.Limits;
import dev.tickover.installer.testing.TestUser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every help text to a file, so that a change of it is seen; -Dtickover.golden=write writes the files. */
class HelpTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "help");
    private static final String ALL = "tickover";

    @TempDir
    Path home;

    static List<String> commands() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Context context = new TestUser(Path.of("target", "home of nobody")).context(nowhere, nowhere);
        List<String> commands = new ArrayList<>(TickoverCommand.commandLine(context, Limits.STANDARD)
                .getSubcommands()
                .keySet());
        commands.add(ALL);
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsAsInItsFile(String command) throws IOException {
        String help = command.equals(ALL) ? type("--help") : type(command, "--help");
        Path file = GOLDEN.resolve(command + ".txt");
        if ("write".equals(System.getProperty("tickover.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, help);
        }
        assertTrue(Files.exists(file), () -> "run the tests with -Dtickover.golden=write, and look at " + file);
        assertEquals(Files.readString(file), help);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsATerminal(String command) {
        String help = command.equals(ALL) ? type("--help") : type(command, "--help");
        assertEquals(List.of(), help.lines().filter(line -> line.length() > 100).toList());
    }

    @Test
    void everyFileIsOfACommand() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertEquals(
                    new TreeSet<>(commands()),
                    new TreeSet<>(
                            files.map(file -> file.getFileName().toString().replace(".txt", ""))
                                    .toList()));
        }
    }

    private String type(String... arguments) {
        return new TestUser(home).done(arguments);
    }
}
