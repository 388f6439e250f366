package dev.tickover.tick;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import dev.tickover.testing.Installation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryLogsTest {

    @TempDir
    Path folder;

    @Test
    void logIsKeptAsItIsUntilItIsLongerThanAMebibyte() throws IOException {
        Path log = Files.write(folder.resolve("beat.log"), new byte[EntryLogs.MOST]);
        new EntryLogs(folder.toFile()).trim();
        assertEquals(EntryLogs.MOST, Files.size(log));
        assertFalse(Files.exists(folder.resolve("beat.log.1")));
    }

    @Test
    void longLogIsEmptiedAndItsEndKept() throws IOException {
        byte[] content = new byte[3 * EntryLogs.MOST + 7];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i % 251);
        }
        Path log = Files.write(folder.resolve("größe & <x>.log"), content);
        Path other = Files.write(folder.resolve("other.txt"), content);
        new EntryLogs(folder.toFile()).trim();
        assertEquals(0, Files.size(log));
        assertArrayEquals(
                Arrays.copyOfRange(content, content.length - EntryLogs.MOST, content.length),
                Files.readAllBytes(folder.resolve("größe & <x>.log.1")));
        assertEquals(content.length, Files.size(other));
    }

    @Test
    void commandThatStillPrintsGoesOnAtTheBeginning() throws IOException {
        Path log = folder.resolve("beat.log");
        try (OutputStream command = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            command.write(new byte[EntryLogs.MOST + 1]);
            new EntryLogs(folder.toFile()).trim();
            command.write("more".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("more", Files.readString(log));
    }

    @Test
    void folderThatIsNotThereIsNoFailure() throws IOException {
        new EntryLogs(folder.resolve("gone").toFile()).trim();
    }

    @Test
    void sweepKeepsTheLogsBounded() throws IOException {
        Installation installation = Installation.in(
                folder.resolve("home"), Installation.rare("beat").enabled(false).build());
        Path logs = Files.createDirectories(folder.resolve("Logs"));
        Path log = Files.write(logs.resolve("beat.log"), new byte[5 * EntryLogs.MOST]);
        InstalledApp app = Compiled.app(installation.folder());
        Files.write(
                installation.folder().app().toPath(),
                Compiled.render(new InstalledApp(
                        app.id(),
                        app.name(),
                        app.start(),
                        app.launcher(),
                        app.liveness(),
                        app.schedules(),
                        app.scope(),
                        "launchd",
                        app.runtime(),
                        app.installedAt(),
                        app.manifest(),
                        Map.of(),
                        new LaunchdOptions(Optional.of("com.example.alma"), true),
                        Optional.of(logs.toString()))));
        PrintStream err = new PrintStream(OutputStream.nullOutputStream());
        assertEquals(
                0, TickClient.run(err, "--dir", installation.folder().path().getPath(), "sweep"));
        assertEquals(0, Files.size(log));
        assertEquals(EntryLogs.MOST, Files.size(logs.resolve("beat.log.1")));
        InstalledApp kept = Compiled.app(installation.folder());
        assertEquals(new LaunchdOptions(Optional.of("com.example.alma"), true), kept.launchd());
        assertEquals(Optional.of(logs.toString()), kept.logs());
    }
}
