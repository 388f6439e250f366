package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFileTest {

    @TempDir
    Path folder;

    private String errors(Path file) {
        String text = ((ManifestResult.Invalid) new ManifestReader().read(file)).text();
        return text.replace(folder.toString(), "DIR").replace('\\', '/');
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("tickover.toml"), bytes);
    }

    @Test
    void aFileIsReadAndErrorsNameIt() throws IOException {
        Path file = write(Manifests.schedule("every = \"1h\"").getBytes(StandardCharsets.UTF_8));
        assertEquals("a", Manifests.valid(new ManifestReader().read(file)).app().id());
        write("[app]\nid = 1\n[schedule.s]\nevery = \"1h\"".getBytes(StandardCharsets.UTF_8));
        assertEquals("DIR/tickover.toml:2: app.id = 1: expected a text in quotes, found a whole number", errors(file));
    }

    @Test
    void aMissingFileIsAnError() {
        assertEquals(
                "DIR/none.toml: no such file; tickover init writes one to start from",
                errors(folder.resolve("none.toml")));
    }

    @Test
    void aFolderIsAnError() {
        assertEquals("DIR: is a folder, not a file; give the file, such as DIR/tickover.toml", errors(folder));
    }

    @Test
    void bytesThatAreNotUtf8AreAnErrorWithTheirLine() throws IOException {
        byte[] latin1 = "[app]\nid = \"a\"\nname = \"Größe\"\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("DIR/tickover.toml:3: not UTF-8 text; save the file as UTF-8", errors(write(latin1)));
        byte[] utf16 = "[app]\n".getBytes(StandardCharsets.UTF_16);
        assertEquals("DIR/tickover.toml:1: not UTF-8 text; save the file as UTF-8", errors(write(utf16)));
    }

    @Test
    void aCharacterCutOffAtTheEndIsAnError() throws IOException {
        assertEquals(
                "DIR/tickover.toml:2: not UTF-8 text; save the file as UTF-8",
                errors(write(new byte[] {'#', '\n', '#', (byte) 0xc3})));
    }

    @Test
    void aHugeFileIsRefusedAndOneMebibyteIsNot() throws IOException {
        byte[] huge = " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "DIR/tickover.toml: larger than 1 MiB; a manifest is a few lines; is it the right file?",
                errors(write(huge)));
        String text = Manifests.schedule("every = \"1h\"\n");
        byte[] large = (text + "#".repeat((1 << 20) - text.length())).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "a",
                Manifests.valid(new ManifestReader().read(write(large))).app().id());
    }

    @Test
    void anEmptyFileSaysSo() throws IOException {
        assertEquals(
                "DIR/tickover.toml: the manifest is empty; tickover init writes one to start from",
                errors(write(new byte[0])));
    }

    @Test
    void anUnreadableFileIsAnError() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "needs POSIX rights");
        Path file = write(new byte[0]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "this user reads everything");
        assertEquals(
                "DIR/tickover.toml: not readable by this user; check the rights of the file and its folders",
                errors(file));
    }
}
