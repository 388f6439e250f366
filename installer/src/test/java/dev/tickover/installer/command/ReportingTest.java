package dev.tickover.installer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tickover.installer.testing.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Holds what scripts read to the members that were promised to them, and looks how entries are told to be. */
@DisabledOnOs(OS.WINDOWS)
class ReportingTest {

    @TempDir
    Path temporary;

    private TestUser user;

    @BeforeEach
    void installOne() {
        user = new TestUser(temporary);
        user.write("tickover.toml", """
                [app]
                id = "alma"
                [schedule.beat]
                every = "30m"
                [schedule.clean]
                cron = "15 3 * * *"
                run = ["/bin/sh", "-c", "exit 3"]
                """);
        user.done("install");
    }

    @Test
    void statusHasItsMembers() {
        JsonObject status = object(user.done("status", "alma", "--json"));
        assertHas(status, "app", "host", "schedules");
        assertHas(status.getAsJsonObject("host"), "state", "pid", "generation");
        assertEquals("absent", status.getAsJsonObject("host").get("state").getAsString());
        JsonObject schedule = status.getAsJsonArray("schedules").get(0).getAsJsonObject();
        assertHas(schedule, "name", "nextDue", "lastTick", "owed", "missed24h", "entry");
        assertTrue(schedule.get("lastTick").isJsonNull());
        assertEquals(1, schedule.get("owed").getAsInt());
        assertInstant(schedule.get("nextDue"));
    }

    @Test
    void statusOfAllIsOneObjectALine() {
        assertEquals(1, user.done("status", "--json").lines().count());
        object(user.done("status", "--json"));
    }

    @Test
    void tickOfACommandIsToldByStatusAndHistory() {
        TestUser.Result wake = user.type("wake", "alma", "clean", "--json");
        assertEquals(1, wake.code(), wake::toString);
        assertHas(object(wake.out()), "decision", "until", "why");
        assertEquals("run", object(wake.out()).get("decision").getAsString());
        JsonObject last = object(user.done("status", "alma", "--json"))
                .getAsJsonArray("schedules")
                .get(1)
                .getAsJsonObject()
                .getAsJsonObject("lastTick");
        assertHas(last, "at", "due", "reason", "outcome", "lateMs");
        assertInstant(last.get("at"));
        assertEquals("failed", last.get("outcome").getAsString());
        List<JsonObject> events = user.done("history", "alma", "--json")
                .lines()
                .map(ReportingTest::object)
                .toList();
        for (JsonObject event : events) {
            assertHas(event, "at", "event");
            assertInstant(event.get("at"));
        }
        JsonObject fired = events.stream()
                .filter(event -> event.get("event").getAsString().equals("fired"))
                .findFirst()
                .orElseThrow();
        assertHas(fired, "schedule", "id", "due", "reason", "attempt", "lateMs", "missed", "why");
        assertTrue(user.done("history", "alma").contains("exit code 3"));
        assertTrue(user.done("status", "alma").contains("exit code 3"));
    }

    @Test
    void wakeThatWaitsForAHostIsDeferred() {
        JsonObject wake = object(user.done("wake", "alma", "beat", "--json"));
        assertEquals("defer", wake.get("decision").getAsString());
        user.done("pause", "alma", "beat");
        assertEquals(
                "skip",
                object(user.done("wake", "alma", "beat", "--json"))
                        .get("decision")
                        .getAsString());
    }

    @Test
    void nextPlanAndListHaveTheirMembers() {
        JsonArray next = JsonParser.parseString(user.done("next", "alma", "beat", "--json", "--count", "3"))
                .getAsJsonArray();
        assertEquals(3, next.size());
        assertHas(next.get(0).getAsJsonObject(), "utc", "local");
        assertEquals(
                next, JsonParser.parseString(user.done("next", "tickover.toml", "beat", "--json", "--count", "3")));
        JsonObject systemd = object(user.done("plan", "--json", "--target", "systemd"))
                .getAsJsonObject("targets")
                .getAsJsonObject("systemd");
        assertHas(systemd, "documents", "schedules");
        assertHas(
                systemd.getAsJsonArray("schedules").get(0).getAsJsonObject(),
                "triggers",
                "pulsesPerHour",
                "worstLatenessMs",
                "losses");
        JsonObject listed = JsonParser.parseString(user.done("list", "--json"))
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertHas(listed, "app", "schedules", "scope", "manifest", "state");
    }

    @Test
    void nextOfAnIntervalThatDividesNoDayIsKnownBeforeInstalling() {
        assertEquals(
                2, user.done("next", "--every", "7m", "--count", "2").lines().count());
    }

    @Test
    void entryEditedByHandHasDriftedAndIsMended() throws IOException {
        Path timer = user.systemd().folder().resolve("tickover.alma.beat.timer");
        Files.writeString(timer, Files.readString(timer).replace("00/30", "00/20"));
        assertEquals("drifted", entry("beat"));
        assertEquals("in force", entry("clean"));
        assertTrue(user.done("status", "alma").contains(timer.toString()));
        assertMended();
    }

    @Test
    void entryDisabledOrStoppedByHandIsToldAndMended() {
        user.runner()
                .run(dev.tickover.machine.Command.of(
                        "systemctl", "--user", "--no-ask-password", "disable", "tickover.alma.beat.timer"));
        assertEquals("disabled", entry("beat"));
        assertMended();
        user.runner()
                .run(dev.tickover.machine.Command.of(
                        "systemctl", "--user", "--no-ask-password", "stop", "tickover.alma.beat.timer"));
        assertEquals("disabled", entry("beat"));
        assertMended();
    }

    @Test
    void entryWhoseFilesAreDeletedIsMissingAndMended() throws IOException {
        Path folder = user.systemd().folder();
        Files.delete(folder.resolve("tickover.alma.beat.service"));
        assertEquals("missing", entry("beat"));
        assertEquals("in force", entry("clean"));
        assertMended();
        Files.delete(folder.resolve("tickover.alma.beat.timer"));
        assertEquals("missing", entry("beat"));
        assertMended();
        Files.delete(folder.resolve("tickover.alma.beat.timer"));
        Files.delete(folder.resolve("tickover.alma.beat.service"));
        assertEquals("missing", entry("beat"));
        assertMended();
    }

    @Test
    void damagedApplicationDoesNotHideTheOthers() throws IOException {
        user.write("other/tickover.toml", "[app]\nid = \"other\"\n[schedule.beat]\nevery = \"30m\"\n");
        user.done("install", "other");
        Files.writeString(user.state("alma").resolve("app.conf"), "garbage");
        for (String command : List.of("list", "status")) {
            TestUser.Result result = user.type(command);
            assertEquals(78, result.code(), result::toString);
            assertTrue(result.out().contains("other"), result::toString);
            assertTrue(result.err().contains("alma"), result::toString);
            assertFalse(result.err().contains("bug"), result::err);
        }
    }

    private void assertMended() {
        assertFalse(user.done("install").startsWith("Nothing to do"));
        assertEquals("in force", entry("beat"));
        assertTrue(user.done("install").startsWith("Nothing to do"));
    }

    private String entry(String schedule) {
        for (JsonElement each : object(user.done("status", "alma", "--json")).getAsJsonArray("schedules")) {
            if (each.getAsJsonObject().get("name").getAsString().equals(schedule)) {
                return each.getAsJsonObject().get("entry").getAsString();
            }
        }
        throw new AssertionError(schedule);
    }

    private static JsonObject object(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }

    private static void assertHas(JsonObject object, String... members) {
        assertTrue(object.keySet().containsAll(Set.of(members)), () -> List.of(members) + " are not all in " + object);
    }

    private static void assertInstant(JsonElement text) {
        java.time.Instant.parse(text.getAsString());
    }
}
