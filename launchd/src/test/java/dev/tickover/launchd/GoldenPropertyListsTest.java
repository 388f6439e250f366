package dev.tickover.launchd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Scope;
import dev.tickover.testing.backend.GoldenApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares whole property lists with files that a reviewer can read. {@code -Dgolden.write=true} writes them anew, for review in
 * the version control's diff.
 */
class GoldenPropertyListsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private final LaunchdBackend backend = new LaunchdBackend();

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void propertyListsAreAsTheirGoldenFiles(GoldenApp sample) throws IOException {
        Path folder = GOLDEN.resolve(sample.folder());
        Translation translation = backend.translate(Deployments.of(sample));
        if (Boolean.getBoolean("golden.write")) {
            write(folder, translation);
        }
        List<String> names = new ArrayList<>();
        for (Document document : translation.documents()) {
            String name = document.path().getFileName().toString();
            names.add(name);
            assertEquals(Files.readString(folder.resolve(name)), document.content(), name);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    names.stream().sorted().toList(),
                    files.map(it -> it.getFileName().toString()).sorted().toList());
        }
    }

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void translationIsDeterministic(GoldenApp sample) {
        assertEquals(backend.translate(Deployments.of(sample)), backend.translate(Deployments.of(sample)));
    }

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void everyPropertyListIsReadBackAndSatisfiesTheKeyTable(GoldenApp sample) throws Exception {
        for (Document document : backend.translate(Deployments.of(sample)).documents()) {
            PropertyList list = PropertyListReader.read(document.content());
            assertEquals(List.of(), JobRules.violations(document.path(), list), document.content());
        }
    }

    @Test
    void argumentWithAControlCharacterIsRefused() {
        for (String argument : List.of("a\nb", "a\r\nb", "a\tb", "a\u0001b", "a\u007fb")) {
            Deployment deployment = Deployments.of(
                    app("alma", every("a", 30).build()), Scope.USER, Deployments.FOLDER, List.of("/bin/x", argument));
            String message = assertThrows(IllegalArgumentException.class, () -> backend.translate(deployment))
                    .getMessage();
            assertTrue(message.endsWith(": a" + "\ufffd".repeat(argument.length() - 2) + "b"), message);
        }
    }

    private static void write(Path folder, Translation translation) {
        try {
            Files.createDirectories(folder);
            for (Document document : translation.documents()) {
                Path file = folder.resolve(document.path().getFileName());
                Files.write(file, document.content().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
