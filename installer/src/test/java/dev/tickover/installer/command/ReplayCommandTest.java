package dev.tickover.installer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tickover.installer.testing.TestUser;
import dev.tickover.installer.testing.TestUser.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class ReplayCommandTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "replay.txt");

    private static final String MANIFEST = """
            [app]
            id = "alma"
            [schedule.beat]
            every = "30m"
            """;

    /** Three beats at once, a host that is gone for an hour, a hang, a nap, a wake. */
    private static final String TRACE = """
            {"at":"2026-03-02T08:50:00Z","event":"zone","zone":"Europe/Paris"}
            {"at":"2026-03-02T09:00:02Z","event":"fired","due":"2026-03-02T09:00:00Z"}
            {"at":"2026-03-02T09:00:09Z","event":"fired"}
            {"at":"2026-03-02T09:00:11Z","event":"fired","reason":"exec-event"}

            {"at":"2026-03-02T09:20:00Z","event":"host-down"}
            {"at":"2026-03-02T09:30:00Z","event":"due"}
            {"at":"2026-03-02T10:00:00Z","event":"due"}
            {"at":"2026-03-02T10:20:00Z","event":"host-up"}
            {"at":"2026-03-02T11:10:00Z","event":"wake","schedule":"beat","reason":"exec-event"}
            {"at":"2026-03-02T11:15:00Z","event":"asleep"}
            {"at":"2026-03-02T12:50:00Z","event":"awake"}
            {"at":"2026-03-02T13:05:00Z","event":"end"}
            """;

    @TempDir
    Path home;

    private TestUser user;

    @BeforeEach
    void makeUser() {
        user = new TestUser(home);
        user.write("tickover.toml", MANIFEST);
        user.write("trace.jsonl", TRACE);
    }

    private Result type(String options) {
        return user.type(("simulate " + options).split(" "));
    }

    @Test
    void tellsWhatWasSeenBesideWhatWouldHaveBeen() throws IOException {
        String out = user.done("simulate", "--replay", "trace.jsonl", "--target", "systemd");
        if ("write".equals(System.getProperty("tickover.golden"))) {
            Files.writeString(GOLDEN, out);
        }
        assertEquals(Files.readString(GOLDEN), out);
    }

    @Test
    void jsonHasEveryTickOfBoth() {
        JsonObject object = JsonParser.parseString(user.done("simulate", "--replay", "trace.jsonl", "--json"))
                .getAsJsonObject();
        assertEquals("Europe/Paris", object.get("zone").getAsString());
        assertEquals(0, object.getAsJsonArray("violations").size());
        JsonObject beat = object.getAsJsonArray("schedules").get(0).getAsJsonObject();
        JsonObject seen = beat.getAsJsonObject("seen");
        assertEquals(3, seen.get("ticks").getAsInt());
        assertEquals(2000, seen.get("closestMs").getAsLong());
        assertEquals(2, seen.get("unanswered").getAsInt());
        for (String target : List.of("systemd", "launchd", "windows-task")) {
            JsonObject would = beat.getAsJsonObject("targets").getAsJsonObject(target);
            assertEquals(
                    would.get("ticks").getAsInt(), would.getAsJsonArray("at").size());
            assertEquals(2, would.get("catchUps").getAsInt(), target);
            JsonObject afterTheOutage = would.getAsJsonArray("at").get(1).getAsJsonObject();
            assertEquals("catch-up", afterTheOutage.get("reason").getAsString());
            assertEquals("2026-03-02T10:00:00Z", afterTheOutage.get("due").getAsString());
            assertEquals(1, afterTheOutage.get("missed").getAsInt());
        }
    }

    @Test
    void theZoneOfTheCommandLineComesFirst() {
        String out = user.done("simulate", "--replay", "trace.jsonl", "--zone", "Asia/Tokyo");
        assertTrue(out.startsWith("alma, trace.jsonl: 4h 15m from Mon 2026-03-02 17:50:00 Asia/Tokyo\n"), out);
    }

    @Test
    void aTraceOfAnotherScheduleIsLeftOutAndToldUnlessItIsAllThereIs() {
        String stray = "{\"at\":\"2026-03-02T13:06:00Z\",\"event\":\"fired\",\"schedule\":\"nightly\"}\n";
        user.write("trace.jsonl", TRACE + stray);
        Result result = type("--replay trace.jsonl");
        assertEquals(0, result.code());
        assertEquals("tickover: the manifest has no schedule nightly; its ticks are left out\n", result.err());
        user.write("trace.jsonl", stray);
        assertTold(
                78, "trace.jsonl: it is about nightly, and the manifest has only beat", type("--replay trace.jsonl"));
    }

    @Test
    void aLineWithoutAScheduleIsRefusedWhereThereAreTwo() {
        user.write("tickover.toml", MANIFEST + "[schedule.nightly]\ncron = \"0 3 * * *\"\n");
        assertTold(
                78,
                "line 2: it names no schedule, and the manifest has 2: beat, nightly",
                type("--replay trace.jsonl"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"at\":\"2026-03-02T14:00:00Z\",\"event\":\"fi                 | line 14: cut off, or no JSON object",
                "not even JSON                                                   | line 14: cut off, or no JSON object",
                "{\"at\":\"2026-03-02T14:00:00Z\",\"event\":\"fried\"}           | line 14: there is no event \"fried\"",
                "{\"at\":\"2026-03-02T14:00:00Z\"}                               | line 14: it has no event",
                "{\"event\":\"fired\"}                                           | line 14: it has no \"at\"",
                "{\"at\":\"noon\",\"event\":\"fired\"}                           | line 14: \"at\" is not a timestamp: noon",
                "{\"at\":14,\"event\":\"fired\"}                                 | line 14: \"at\" is not a timestamp: no text",
                "{\"at\":\"2026-03-02T13:00:00Z\",\"event\":\"fired\"}           | line 14: its time 2026-03-02T13:00:00Z is before",
                "{\"at\":\"2056-03-02T13:00:00Z\",\"event\":\"fired\"}           | line 14: it is more than ten years after",
                "{\"at\":\"2026-03-02T14:00:00Z\",\"event\":\"clock-step\"}      | line 14: clock-step needs the whole number \"byMs\"",
                "{\"at\":\"2026-03-02T14:00:00Z\",\"event\":\"host-slow\",\"workMs\":-1} | line 14: \"workMs\" is less than nothing",
                "{\"at\":\"2026-03-02T14:00:00Z\",\"event\":\"host-slow\",\"workMs\":1.5} | line 14: host-slow needs the whole",
                "{\"at\":\"2026-03-02T14:00:00Z\",\"event\":\"zone\",\"zone\":\"Mars/Olympus\"} | line 14: there is no zone \"Mars/Olympus\"",
                "{\"at\":\"2026-03-02T14:00:00Z\",\"event\":\"fired\",\"due\":\"noon\"} | line 14: \"due\" is not a timestamp: noon",
                "{\"at\":\"2026-03-02T14:00:00Z\",\"event\":\"pulse\",\"from\":\"noon\"} | line 14: there is no event \"pulse\", or a member of it is missing or malformed",
            })
    void aBadLineIsNamed(String line, String told) {
        user.write("trace.jsonl", TRACE + line + "\n");
        assertTold(78, told, type("--replay trace.jsonl"));
    }

    @Test
    void aClockSetBackIsNoDisorder() {
        user.write(
                "trace.jsonl",
                TRACE + "{\"at\":\"2026-03-02T13:10:00Z\",\"event\":\"clock-step\",\"byMs\":-3600000}\n"
                        + "{\"at\":\"2026-03-02T12:11:00Z\",\"event\":\"fired\"}\n");
        assertTrue(user.done("simulate", "--replay", "trace.jsonl").contains("clock set back 1h"));
    }

    @Test
    void emptyAndMissingFilesAreTold() {
        user.write("trace.jsonl", "\n");
        assertTold(78, "trace.jsonl: it holds no line", type("--replay trace.jsonl"));
        user.write("trace.jsonl", "{\"at\":\"2026-03-02T14:00:00Z\",\"event\":\"end\"}\n");
        assertTold(78, "line 1: the trace ends when it begins", type("--replay trace.jsonl"));
        assertTold(78, "there is no trace", type("--replay nowhere.jsonl"));
        assertTold(78, "is no file", type("--replay ."));
        assertTold(78, "there is no manifest", type("nowhere.toml --replay trace.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--days 1",
                "--from 2026-03-02T00:00:00Z",
                "--asleep 10:00-11:00",
                "--off 10:00-11:00",
                "--host-down 10:00-11:00",
                "--host-hung 10:00-11:00",
                "--held 10:00-11:00",
                "--clock-step 2026-03-02T10:00=1h",
                "--travel 2026-03-02T10:00=UTC",
                "--target amiga",
                "--zone Mars/Olympus",
                "--work long",
            })
    void whatAReplayBringsItselfOrIsWrongIsAMistake(String option) {
        assertTold(2, "", type("--replay trace.jsonl " + option));
    }

    private static void assertTold(int code, String what, Result result) {
        assertEquals(code, result.code(), result::toString);
        assertEquals(2, result.err().lines().count(), result.err());
        assertTrue(result.err().contains(what), result.err());
        assertEquals("", result.out());
    }
}
