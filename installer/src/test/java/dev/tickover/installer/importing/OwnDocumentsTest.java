package dev.tickover.installer.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Tickover installs is never imported as a job that calls the tick client: the golden documents show what that is. */
class OwnDocumentsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"systemd, .timer", "systemd, .service", "launchd, .plist", "windows-task, .xml"})
    void goldenDocumentsAreRefusedEvenWithoutTheirComments(String module, String ending) throws IOException {
        List<Path> documents = goldens(module, ending);
        assertTrue(documents.size() > 20, () -> "few documents: " + documents);
        for (Path document : documents) {
            String name = document.getFileName().toString();
            assertRefused(Imports.file(document), name);
            // plutil and schtasks drop comments; the timer alone says no more than its name.
            String bare =
                    Files.readString(document).replaceAll("(?s)<!--.*?-->", "").replaceAll("(?m)^#.*\n", "");
            assertRefused(Imports.text(name, bare), name);
        }
    }

    @Test
    void renamedTimerIsKnownByItsService() throws IOException {
        for (Path service : goldens("systemd", ".service")) {
            if (service.toString().contains("nasty-command")) {
                // Its command is any program with a difficult name, and not the client.
                continue;
            }
            Path timer = service.resolveSibling(service.getFileName().toString().replace(".service", ".timer"));
            Files.writeString(folder.resolve("x.timer"), withoutComment(timer));
            Files.writeString(folder.resolve("x.service"), withoutComment(service));
            assertRefused(Imports.file(folder.resolve("x.timer")), service.toString());
        }
    }

    @Test
    void jobsOfOthersThatMentionTickoverAreNotMistakenForOurs() {
        assertEquals(
                Optional.empty(),
                Imports.text("crontab", "0 9 * * * java dev.tickover.tick.TickClient --dir /x y\n")
                        .entries()
                        .get(0)
                        .obstacle());
    }

    private static void assertRefused(ImportResult result, String name) {
        assertEquals("", result.manifest(), name);
        for (Carried entry : result.entries()) {
            assertTrue(entry.obstacle().orElseThrow().contains("Tickover made this itself"), name);
        }
    }

    private static String withoutComment(Path unit) throws IOException {
        return Files.readString(unit).replaceAll("(?m)^#.*\n", "");
    }

    private static List<Path> goldens(String module, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "resources", "golden"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
