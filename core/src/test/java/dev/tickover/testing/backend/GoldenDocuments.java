package dev.tickover.testing.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares whole documents with files that a reviewer can read, in {@code src/test/resources/golden}. {@code
 * -Dgolden.write=true} writes them anew, for review in the version control's diff.
 */
public final class GoldenDocuments {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private GoldenDocuments() {}

    /** Compares the documents of a sample with its golden files, of which there must be neither more nor fewer. */
    public static void assertGolden(GoldenApp sample, Translation translation) throws IOException {
        Path folder = GOLDEN.resolve(sample.folder());
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(folder);
            for (Document document : translation.documents()) {
                Files.write(
                        folder.resolve(document.path().getFileName()),
                        document.content().getBytes(document.charset()));
            }
        }
        List<String> names = new ArrayList<>();
        for (Document document : translation.documents()) {
            String name = document.path().getFileName().toString();
            names.add(name);
            assertEquals(Files.readString(folder.resolve(name), document.charset()), document.content(), name);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    names.stream().sorted().toList(),
                    files.map(it -> it.getFileName().toString()).sorted().toList());
        }
    }
}
