package dev.tickover.installer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tickover.installer.testing.TestUser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Plans a dozen schedules for all three systems on this one. */
class PlanForEverySystemTest {

    private static final Map<String, String> SCHEDULES = new TreeMap<>(Map.ofEntries(
            Map.entry("half-hour", "every = \"30m\""),
            Map.entry("odd-interval", "every = \"7m\""),
            Map.entry("spread-interval", "every = \"288m\""),
            Map.entry("hours", "every = \"6h\""),
            Map.entry("office-abroad", "cron = \"0 9 * * MON-FRI\"\nzone = \"Europe/Paris\""),
            Map.entry("half-hour-abroad", "cron = \"15 3 * * *\"\nzone = \"Asia/Kolkata\""),
            Map.entry("inside-the-gap", "cron = \"30 2 * * *\""),
            Map.entry("half-year", "cron = \"30 6 1,15 1-6 *\""),
            Map.entry("unlucky", "cron = \"0 12 13 * FRI\""),
            Map.entry("month-end", "cron = \"0 12 31 * *\""),
            Map.entry("wakes", "cron = \"15 3 * * *\"\nwake-machine = true\non-battery = false"),
            Map.entry("each", "every = \"1h\"\ncatch-up = \"each\"\nmax-catch-up = 3\nspacing = \"0s\"")));

    private static final List<String> SYSTEMS = List.of("launchd", "systemd", "windows-task");

    @TempDir
    Path home;

    private TestUser user;

    @BeforeEach
    void writeTheManifest() {
        StringBuilder manifest = new StringBuilder("[app]\nid = \"alma\"\nname = \"Alma & <Söhne>\"\n");
        SCHEDULES.forEach((name, keys) -> manifest.append("\n[schedule.")
                .append(name)
                .append("]\n")
                .append(keys)
                .append('\n'));
        manifest.append("\n[schedule.off]\nevery = \"15m\"\nenabled = false\n");
        user = new TestUser(home);
        user.write("tickover.toml", manifest.toString());
    }

    @Test
    void everySystemTellsTriggersCostLatenessAndLossesOfEachSchedule() {
        JsonObject targets = targets();
        assertEquals(new TreeSet<>(SYSTEMS), new TreeSet<>(targets.keySet()));
        for (String system : SYSTEMS) {
            List<String> names = new ArrayList<>();
            for (JsonElement element : targets.getAsJsonObject(system).getAsJsonArray("schedules")) {
                JsonObject schedule = element.getAsJsonObject();
                names.add(schedule.get("schedule").getAsString());
                assertFalse(schedule.getAsJsonArray("triggers").isEmpty(), system + schedule);
                assertTrue(schedule.get("pulsesPerHour").getAsDouble() > 0, system + schedule);
                for (String lateness : List.of("worstLatenessMs", "afterWakeMs", "afterBootMs")) {
                    assertTrue(schedule.get(lateness).getAsLong() > 0, system + schedule);
                }
                assertTrue(schedule.has("losses"), system + schedule);
            }
            List<String> expected = new ArrayList<>(SCHEDULES.keySet());
            expected.add("sweep");
            assertEquals(expected, names, system);
        }
    }

    @Test
    void whatOneSystemLosesIsToldThereAndNotWhereItIsKept() {
        JsonObject targets = targets();
        assertTrue(
                losses(targets, "launchd", "wakes").contains("wake-machine"),
                () -> losses(targets, "launchd", "wakes"));
        assertTrue(losses(targets, "windows-task", "wakes").contains("power plan"));
        assertEquals("[]", losses(targets, "systemd", "half-hour"));
        assertEquals("[]", losses(targets, "systemd", "unlucky"));
    }

    @Test
    void documentsAreWrittenAndReadableByTheirOwnFormat() throws Exception {
        String before = String.valueOf(Files.exists(user.state("alma")));
        user.done("plan", "--target", "all", "--out", "rendered");
        assertEquals(before, String.valueOf(Files.exists(user.state("alma"))), "plan has touched the state");
        for (Path plist : files("launchd", 13)) {
            Document document = parse(new InputSource(Files.newInputStream(plist)));
            assertEquals("plist", document.getDocumentElement().getTagName(), plist::toString);
        }
        for (Path task : files("windows-task", 13)) {
            byte[] bytes = Files.readAllBytes(task);
            assertEquals(List.of((byte) 0xFF, (byte) 0xFE), List.of(bytes[0], bytes[1]), task::toString);
            String text = new String(bytes, StandardCharsets.UTF_16);
            Document document = parse(new InputSource(new StringReader(text)));
            assertEquals("Task", document.getDocumentElement().getTagName(), task::toString);
            parse(new InputSource(new ByteArrayInputStream(bytes)));
        }
        for (Path unit : files("systemd", 26)) {
            List<String> sections = Files.readAllLines(unit).stream()
                    .filter(line -> line.startsWith("["))
                    .toList();
            String kind = unit.toString().endsWith(".timer") ? "[Timer]" : "[Service]";
            assertTrue(sections.contains("[Unit]") && sections.contains(kind), unit + ": " + sections);
        }
    }

    @Test
    void jsonHoldsTheDocumentsThatAreWritten() throws IOException {
        JsonObject targets = JsonParser.parseString(user.done("plan", "--target", "all", "--json", "--out", "rendered"))
                .getAsJsonObject()
                .getAsJsonObject("targets");
        for (String system : SYSTEMS) {
            for (JsonElement element : targets.getAsJsonObject(system).getAsJsonArray("documents")) {
                JsonObject document = element.getAsJsonObject();
                Path name = Path.of(document.get("path").getAsString()).getFileName();
                byte[] written = Files.readAllBytes(
                        home.resolve("rendered").resolve(system).resolve(name));
                var charset = system.equals("windows-task") ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
                assertEquals(document.get("content").getAsString(), new String(written, charset), name::toString);
            }
        }
    }

    @Test
    void pathsOfThisMachineAreToldToBeSoWhereTheyStandForThoseOfAnother() {
        String note = "note: the paths are those of this machine (linux)";
        String all = user.done("plan", "--target", "all", "--out", "rendered");
        assertEquals(2, all.lines().filter(line -> line.contains(note)).count(), all);
        assertFalse(user.done("plan", "--target", "systemd").contains(note));
        assertTrue(user.done("plan", "--target", "windows-task").contains(note));
        JsonObject targets = targets();
        assertEquals(
                0, targets.getAsJsonObject("systemd").getAsJsonArray("notes").size());
        assertEquals(
                1, targets.getAsJsonObject("launchd").getAsJsonArray("notes").size());
    }

    private JsonObject targets() {
        return JsonParser.parseString(user.done("plan", "--target", "all", "--json"))
                .getAsJsonObject()
                .getAsJsonObject("targets");
    }

    private static String losses(JsonObject targets, String system, String name) {
        for (JsonElement schedule : targets.getAsJsonObject(system).getAsJsonArray("schedules")) {
            if (schedule.getAsJsonObject().get("schedule").getAsString().equals(name)) {
                return schedule.getAsJsonObject().getAsJsonArray("losses").toString();
            }
        }
        throw new AssertionError(system + " has no " + name);
    }

    private List<Path> files(String system, int count) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("rendered").resolve(system))) {
            List<Path> all = files.sorted().toList();
            assertEquals(count, all.size(), all::toString);
            return all;
        }
    }

    /** The DTD that a property list names is not fetched. */
    private static Document parse(InputSource source) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
        return builder.parse(source);
    }
}
