package dev.tickover.installer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tickover.installer.testing.TestUser;
import dev.tickover.installer.testing.TestUser.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {

    private static final String CRONTAB = "0 9 * * * /usr/bin/a\n@reboot /usr/bin/b\n";

    @TempDir
    Path home;

    private TestUser user;

    @BeforeEach
    void makeUser() {
        user = new TestUser(home);
    }

    @Test
    void manifestGoesToStandardOutputAndWhatIsLeftToTheError() {
        user.write("crontab", CRONTAB);
        Result result = user.type("import", "crontab");
        assertEquals(0, result.code(), result::toString);
        user.write("tickover.toml", result.out());
        assertTrue(user.done("plan", "--target", "systemd").contains("OnCalendar=*-*-* 09:00:00"));
        assertEquals(
                List.of(
                        "tickover: crontab:2: not carried over: @reboot is no recurrence; first = \"at-install\" ticks once"
                                + " after the installation, and catch-up = \"latest\" makes up after a boot for what was"
                                + " due before",
                        "tickover: 1 of 2 entries carried over, 0 of them with remarks, which are comments in the"
                                + " manifest"),
                result.err().lines().toList());
    }

    @Test
    void whatIsImportedCanBeInstalled() {
        user.write("crontab", CRONTAB);
        user.done("import", "crontab", "--out", "tickover.toml");
        user.done("install");
        assertTrue(user.done("status", "crontab").contains("a"));
    }

    @Test
    void manifestIsWrittenWholeAndOverNothing() throws IOException {
        user.write("crontab", CRONTAB);
        Path there = user.write("tickover.toml", "mine");
        Result refused = user.type("import", "crontab", "--out", "tickover.toml");
        assertEquals(1, refused.code());
        assertEquals("", refused.out());
        assertTrue(refused.err().contains("is there already"), refused::err);
        assertTrue(refused.err().contains("--force"), refused::err);
        assertEquals("mine", Files.readString(there));
        user.done("import", "crontab", "--out", "tickover.toml", "--force");
        assertTrue(Files.readString(there).contains("[schedule.a]"));
        user.done("import", "crontab", "--out", "other.toml");
        assertEquals(Files.readString(there), Files.readString(home.resolve("other.toml")));
        try (Stream<Path> files = Files.list(home)) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith(".tmp")));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void manifestHasTheRightsOfAnyNewFileAndALinkIsNotFollowed() throws IOException {
        user.write("crontab", CRONTAB);
        user.done("import", "crontab", "--out", "a.toml");
        Path other = user.write("other", "x");
        assertEquals(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(other)),
                PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("a.toml"))));
        Files.createSymbolicLink(home.resolve("link.toml"), home.resolve("nowhere"));
        assertEquals(1, user.type("import", "crontab", "--out", "link.toml").code());
        assertFalse(Files.exists(home.resolve("nowhere")));
    }

    @ParameterizedTest
    @CsvSource({"missing/x.toml, there is no folder", "folder, is a folder"})
    void placeThatCannotBeIsTold(String out, String told) throws IOException {
        Files.createDirectory(home.resolve("folder"));
        user.write("crontab", CRONTAB);
        Result result = user.type("import", "crontab", "--out", out);
        assertEquals(1, result.code());
        assertTrue(result.err().contains(told), result::err);
    }

    @ParameterizedTest
    @CsvSource({
        "crontab, crontab",
        "com.example.night.plist, com.example.night",
        "Größe ☃.cron, Gro-e",
        "☃.crontab, my-app",
    })
    void idIsMadeOfTheFirstFile(String file, String id) {
        user.write(file, file.endsWith("plist") ? plist() : CRONTAB);
        assertTrue(user.done("import", file).contains("id = \"" + id + "\"\n"), id);
        assertTrue(user.done("import", file, "--app", "alma").contains("id = \"alma\"\n"));
    }

    @Test
    void manySourcesBecomeOneManifest() {
        user.write("cron.d/apt", "17 * * * * root /bin/hourly\n");
        user.write("night.plist", plist());
        user.write("foo.timer", "[Timer]\nOnCalendar=daily\n");
        user.write("foo.service", "[Service]\nExecStart=/bin/foo\n");
        String manifest = user.done("import", "cron.d/apt", "night.plist", "foo.timer", "foo.service", "foo.timer");
        assertEquals(
                List.of("[schedule.hourly]", "[schedule.night]", "[schedule.foo]"),
                manifest.lines().filter(line -> line.startsWith("[schedule")).toList());
    }

    @Test
    void standardInputIsACrontab() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(CRONTAB.getBytes(StandardCharsets.UTF_8)));
            String manifest = user.done("import", "-");
            assertTrue(manifest.contains("# standard input:1: 0 9 * * * /usr/bin/a\n"), manifest);
            assertTrue(manifest.contains("id = \"crontab\""), manifest);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void formatSaysWhatAFileIs() {
        user.write("jobs.txt", "0 9 * * * bob /usr/bin/a\n");
        assertTrue(user.done("import", "jobs.txt").contains("\"bob /usr/bin/a\""));
        assertTrue(user.done("import", "jobs.txt", "--format", "system-crontab").contains("\"/usr/bin/a\""));
        Result wrong = user.type("import", "jobs.txt", "--format", "launchd");
        assertEquals(78, wrong.code());
        Result unknown = user.type("import", "jobs.txt", "--format", "amiga");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("formats are crontab, system-crontab, launchd, systemd, task"), unknown::err);
    }

    @Test
    void nothingCarriedOverIsAFailureAndWritesNothing() {
        user.write("crontab", "@reboot /usr/bin/b\n");
        Result result = user.type("import", "crontab", "--out", "tickover.toml");
        assertEquals(1, result.code());
        assertEquals("", result.out());
        assertTrue(result.err().contains("nothing could be carried over, so no manifest is written"), result::err);
        assertFalse(Files.exists(home.resolve("tickover.toml")));
        user.write("crontab", "# only comments\n");
        assertEquals(1, user.type("import", "crontab").code());
        user.write("empty", "");
        assertEquals(1, user.type("import", "empty").code());
    }

    @Test
    void jsonTellsWhatBecameOfEachEntry() {
        user.write("crontab", "MAILTO=me\n" + CRONTAB);
        JsonObject object =
                JsonParser.parseString(user.done("import", "crontab", "--json")).getAsJsonObject();
        assertEquals(1, object.get("carried").getAsInt());
        assertEquals(1, object.get("left").getAsInt());
        assertTrue(object.get("out").isJsonNull());
        assertTrue(object.get("manifest").getAsString().contains("[schedule.a]"));
        JsonObject first = object.getAsJsonArray("entries").get(0).getAsJsonObject();
        assertEquals("crontab", first.get("source").getAsString());
        assertEquals(2, first.get("line").getAsInt());
        assertEquals("crontab", first.get("format").getAsString());
        assertEquals("0 9 * * * /usr/bin/a", first.get("text").getAsString());
        assertEquals("carried", first.get("outcome").getAsString());
        assertEquals("a", first.get("schedule").getAsString());
        assertEquals("0 9 * * *", first.get("due").getAsString());
        assertEquals("[\"/bin/sh\",\"-c\",\"/usr/bin/a\"]", first.get("run").toString());
        assertEquals(1, first.getAsJsonArray("remarks").size());
        JsonObject second = object.getAsJsonArray("entries").get(1).getAsJsonObject();
        assertEquals("left", second.get("outcome").getAsString());
        assertTrue(second.get("schedule").isJsonNull());
        assertTrue(second.get("why").getAsString().contains("@reboot"));
        String written = user.done("import", "crontab", "--json", "--out", "x.toml");
        assertTrue(JsonParser.parseString(written)
                .getAsJsonObject()
                .get("manifest")
                .isJsonNull());
    }

    @Test
    void whatTickoverMadeItselfIsNotImported() throws IOException {
        user.write("tickover.toml", "[app]\nid = \"alma\"\n[schedule.beat]\nevery = \"30m\"\n");
        user.done("plan", "--target", "all", "--out", "rendered");
        try (Stream<Path> files = Files.walk(home.resolve("rendered"))) {
            List<Path> documents = files.filter(Files::isRegularFile).toList();
            assertEquals(8, documents.size(), documents::toString);
            for (Path document : documents) {
                Result result = user.type("import", document.toString());
                assertEquals(1, result.code(), result::toString);
                assertTrue(result.err().contains("Tickover made this itself"), result::err);
            }
        }
    }

    @Test
    void damagedFilesAreAllToldAndNothingIsWritten() throws IOException {
        user.write("crontab", CRONTAB);
        user.write("bad.timer", "[Timer\n");
        user.write("bad.plist", "<plist><dict>");
        Files.write(home.resolve("binary.plist"), "bplist00\u0000\u0001".getBytes(StandardCharsets.ISO_8859_1));
        Result result = user.type("import", "crontab", "bad.timer", "bad.plist", "--out", "tickover.toml");
        assertEquals(78, result.code());
        assertTrue(result.err().contains("bad.timer:1: "), result::err);
        assertTrue(result.err().contains("bad.plist:1: "), result::err);
        assertFalse(Files.exists(home.resolve("tickover.toml")));
        Result binary = user.type("import", "binary.plist");
        assertEquals(78, binary.code());
        assertTrue(binary.err().contains("plutil -convert xml1"), binary::err);
    }

    @Test
    void oddInputIsToldInTwoLines() throws IOException {
        Files.createDirectory(home.resolve("folder"));
        Files.write(home.resolve("noise"), new byte[] {1, 2, 0, 3, (byte) 0xff, 10, 13});
        Files.write(home.resolve("nul"), "* * * * * a\n\0\n".getBytes(StandardCharsets.UTF_8));
        Files.write(home.resolve("latin"), "0 9 * * * caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        user.write("prose", "Hello, this is\na letter to 5 friends.\n");
        user.write("tickover.toml", "[app]\nid = \"alma\"\n");
        byte[] large = new byte[5 << 20];
        Arrays.fill(large, (byte) 'x');
        Files.write(home.resolve("large"), large);
        for (String file : List.of("folder", "noise", "nul", "latin", "prose", "tickover.toml", "large", "missing")) {
            Result result = user.type("import", file);
            assertEquals(78, result.code(), () -> file + ": " + result);
            assertEquals(2, result.err().lines().count(), () -> file + ": " + result);
            assertTrue(result.err().startsWith("tickover: " + file), result::err);
        }
    }

    @Test
    void lineEndsMarksAndLongLinesAreTaken() {
        user.write("crontab", "\ufeff0 9 * * * /usr/bin/a\r\n# c\r\n0 10 * * * /usr/bin/b " + "x".repeat(1 << 20));
        Result result = user.type("import", "crontab");
        assertEquals(0, result.code(), result::err);
        assertTrue(result.out().contains("\"/usr/bin/a\"]"), result::out);
        assertTrue(result.err().contains("crontab:3: not carried over: an argument of more than 128 KiB"), result::err);
    }

    @Test
    void tooMuchForOneManifestIsTold() {
        user.write("crontab", ("0 9 * * * /usr/bin/a " + "x".repeat(100_000) + "\n").repeat(11));
        Result result = user.type("import", "crontab");
        assertEquals(78, result.code());
        assertTrue(result.err().contains("larger than 1 MiB"), result::err);
    }

    private static String plist() {
        return """
                <plist><dict><key>Label</key><string>com.example.night</string>
                <key>Program</key><string>/bin/x</string>
                <key>StartInterval</key><integer>600</integer></dict></plist>
                """;
    }
}
