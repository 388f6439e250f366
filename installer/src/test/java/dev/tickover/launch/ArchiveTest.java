package dev.tickover.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks the archive that users get, and runs it with a real Java. */
@Tag("packaged")
@DisabledOnOs(OS.WINDOWS)
class ArchiveTest {

    @TempDir
    Path temporary;

    private Path top;

    @BeforeEach
    void unpack() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("Zoë & Größe"));
        Path archive = only(Path.of("target"), "tickover-*.tar.gz").toAbsolutePath();
        Script tar = new Script(Path.of("tar"), folder, Map.of("PATH", "/usr/bin:/bin"));
        assertEquals(0, tar.run("xzf", archive.toString()).code());
        top = only(folder, "tickover-*");
    }

    @Test
    void itRunsWithoutALocaleAndKnowsNoSuchCommand() {
        Map<String, String> environment =
                Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", System.getProperty("java.home"), "LC_ALL", "C");
        Script.Result result = new Script(top.resolve("bin/tickover"), temporary, environment).run("no-such-command");
        assertEquals(2, result.code(), result::err);
        assertTrue(result.err().startsWith("tickover: "), result::err);
    }

    @Test
    void itHoldsWhatAUserNeeds() throws IOException {
        Set<String> files = files();
        assertTrue(
                files.containsAll(Set.of("bin/tickover", "bin/tickover.cmd", "LICENSE", "README.md", "THIRD-PARTY.md")),
                files::toString);
        assertTrue(Files.isExecutable(top.resolve("bin/tickover")));
        for (String module : Set.of("core", "systemd", "installer")) {
            assertTrue(files.stream().anyMatch(file -> file.startsWith("lib/tickover-" + module + "-")), module);
        }
    }

    @Test
    void theZipHoldsTheSame() throws IOException {
        String prefix = top.getFileName() + "/";
        try (ZipFile zip = new ZipFile(only(Path.of("target"), "tickover-*.zip").toFile())) {
            Set<String> names = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .map(name -> name.startsWith(prefix) ? name.substring(prefix.length()) : name)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(files(), names);
        }
    }

    @Test
    void eachLibraryIsListedWithItsLicence() throws IOException {
        String list = Files.readString(top.resolve("THIRD-PARTY.md"));
        for (String file : files()) {
            if (file.startsWith("lib/") && !file.startsWith("lib/tickover-")) {
                String name = file.substring("lib/".length()).replaceFirst("-[0-9].*", "");
                assertTrue(list.contains("| " + name + " |"), () -> "THIRD-PARTY.md does not list " + name);
            }
        }
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> top.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Path only(Path folder, String pattern) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            return found.iterator().next();
        }
    }
}
