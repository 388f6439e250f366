package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
 * Compares whole tasks with files that a reviewer can read: in UTF-8 with the line ends of Unix, so that a diff shows
 * them; what is really written is UTF-16 with a mark and CRLF. {@code -Dgolden.write=true} writes them anew.
 */
class GoldenTasksTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private final WindowsTaskBackend backend = Deployments.backend();

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void tasksAreAsTheirGoldenFiles(GoldenApp sample) throws IOException {
        Path folder = GOLDEN.resolve(sample.folder());
        Translation translation = backend.translate(Deployments.of(sample));
        if (Boolean.getBoolean("golden.write")) {
            write(folder, translation);
        }
        List<String> names = new ArrayList<>(List.of("entries.txt"));
        for (Document document : translation.documents()) {
            String name = document.path().getFileName().toString();
            names.add(name);
            assertEquals(Files.readString(folder.resolve(name)), readable(document), name);
        }
        assertEquals(Files.readString(folder.resolve("entries.txt")), entries(translation));
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
    void documentsAreLittleEndianUtf16WithAMarkAndTheLineEndsOfWindows(GoldenApp sample) {
        for (Document document : backend.translate(Deployments.of(sample)).documents()) {
            byte[] bytes = document.content().getBytes(document.charset());
            assertEquals(
                    List.of((byte) 0xFF, (byte) 0xFE, (byte) '<', (byte) 0),
                    List.of(bytes[0], bytes[1], bytes[2], bytes[3]));
            assertTrue(document.content().startsWith("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n"));
            assertEquals(-1, document.content().replace("\r\n", "").indexOf('\n'));
            assertEquals(-1, document.content().replace("\r\n", "").indexOf('\r'));
        }
    }

    @Test
    void planMadeAwayFromWindowsSaysWhoseTaskItWouldBe() {
        WindowsTaskBackend elsewhere = new WindowsTaskBackend(java.util.Optional::empty);
        for (Translation.Entry entry :
                elsewhere.translate(Deployments.of(GoldenApp.HALF_HOUR)).entries()) {
            assertTrue(entry.osName().startsWith("\\Tickover-S-1-5-21-0-0-0-1000\\alma\\"), entry.osName());
            assertTrue(entry.losses().stream().anyMatch(loss -> loss.startsWith("user: ")), entry.losses()::toString);
        }
        for (Translation.Entry entry :
                elsewhere.translate(Deployments.of(GoldenApp.SYSTEM_THAT_WAKES)).entries()) {
            assertTrue(entry.losses().stream().noneMatch(loss -> loss.startsWith("user: ")), entry.losses()::toString);
        }
    }

    private static String readable(Document document) {
        return document.content().substring(1).replace("\r\n", "\n");
    }

    private static String entries(Translation translation) {
        StringBuilder text = new StringBuilder();
        for (Translation.Entry entry : translation.entries()) {
            text.append(entry.name()).append(": ").append(entry.osName()).append('\n');
            entry.triggers()
                    .forEach(trigger -> text.append("  ").append(trigger).append('\n'));
            text.append(String.format(
                    java.util.Locale.ROOT,
                    "  %.3f pulses an hour, at worst %s late, %s after a wake-up, %s after a start%n",
                    entry.pulsesPerHour(),
                    entry.worstLateness(),
                    entry.afterWake(),
                    entry.afterBoot()));
            entry.losses().forEach(loss -> text.append("  lost: ").append(loss).append('\n'));
        }
        return text.toString();
    }

    private static void write(Path folder, Translation translation) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("entries.txt"), entries(translation), StandardCharsets.UTF_8);
            for (Document document : translation.documents()) {
                Files.writeString(folder.resolve(document.path().getFileName()), readable(document));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
