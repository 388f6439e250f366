package dev.tickover.installer.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.install.ExecCommandRunner;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {

    @TempDir
    private Path folder;

    private final List<List<String>> commands = new ArrayList<>();
    private final List<CommandResult> results = new ArrayList<>();

    private CommandRunner recording(CommandRunner runner) {
        return (Command command) -> {
            commands.add(command.arguments());
            CommandResult result = runner.run(command);
            results.add(result);
            return result;
        };
    }

    private Path file(String name, int size) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[size]);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the programs are those of GNU")
    void theProgramsOfThisMachineTakeItAndTheFilesStayAsTheyAre() throws IOException {
        Path large = file("with blanks/and Zoë's.so", 300_000);
        Files.write(large, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(large);
        file("small", 100);
        PageCache.forget(folder, recording(new ExecCommandRunner()), OperatingSystem.LINUX);
        assertEquals(List.of("sync", "--", large.toString()), commands.get(0));
        assertEquals("if=" + large, commands.get(1).get(1));
        assertEquals(2, commands.size(), "small files are left alone");
        assertTrue(results.stream().allMatch(CommandResult::succeeded), results::toString);
        assertArrayEquals(before, Files.readAllBytes(large));
    }

    @Test
    void whatIsNotThereDoesNoHarm() throws IOException {
        file("large", 100_000);
        CommandRunner none = command -> new CommandResult.CannotStart("no such program");
        PageCache.forget(folder, recording(none), OperatingSystem.LINUX);
        assertEquals(2, commands.size());
        commands.clear();
        PageCache.forget(folder, recording(none), OperatingSystem.MACOS);
        assertEquals(List.of(), commands, "other systems have no such programs");
    }
}
