package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
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
 * Compares whole units with files that a reviewer can read. {@code -Dgolden.write=true} writes them anew, for review in
 * the version control's diff.
 */
class GoldenUnitsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private final SystemdBackend backend = new SystemdBackend();

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void unitsAreAsTheirGoldenFiles(GoldenApp sample) throws IOException {
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

    @Test
    void everyLineOfAUnitIsACommentASectionOrASetting() {
        assertAll(Stream.of(GoldenApp.values())
                .flatMap(sample -> backend.translate(Deployments.of(sample)).documents().stream())
                .flatMap(document -> document.content().lines())
                .map(line -> () -> assertEquals(true, line.matches("|#.*|\\[[A-Z][a-z]+]|[A-Za-z]+=.+"), line)));
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
