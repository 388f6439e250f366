package dev.tickover.installer.manifest;

import static dev.tickover.installer.manifest.Manifests.assertRefused;
import static dev.tickover.installer.manifest.Manifests.assertTextRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.schedule.CronExpression;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One test for each rule about keys, types and ranges. */
class ManifestRulesTest {

    private static final String SOUND = "[schedule.s]\nevery = \"1h\"\n";

    @Test
    void tenMistakesAreToldAtOnceEachWithItsLine() {
        String cron = Manifests.messageOf(CronExpression::parse, "15 25 * * *");
        String expected = Resource.text("ten-mistakes.txt").replace("{message of the cron parser}", cron);
        assertEquals(expected.strip().lines().toList(), Manifests.texts(Resource.text("ten-mistakes.toml")));
    }

    @Test
    void anUnknownKeyNamesTheNearestOne() {
        List<ManifestError> errors = Manifests.errors(Manifests.schedule("every = \"1h\"\ncatchup = \"none\""));
        assertEquals(1, errors.size());
        assertEquals("schedule.s.catchup", errors.get(0).key());
        assertEquals("unknown key", errors.get(0).problem());
        assertEquals(
                "did you mean \"catch-up\"? allowed keys: " + String.join(", ", ManifestTable.SCHEDULE.keyNames()),
                errors.get(0).advice());
    }

    @Test
    void aKeyOfAnotherTableIsSentThere() {
        assertTextRefused(
                "[app]\nid = \"a\"\ngrace = \"5s\"\n" + SOUND,
                ":3: app.grace: unknown key; it belongs in [schedule.NAME]; allowed keys: id, name, start");
    }

    @Test
    void anUnknownTableNamesTheNearestOne() {
        assertEquals(
                List.of(
                        "tickover.toml:3: schedules: unknown table; did you mean \"schedule\"? allowed tables: [app],"
                                + " [liveness], [launchd], [schedule.NAME]",
                        "tickover.toml: no schedule; write, for example, [schedule.heartbeat] and below it every ="
                                + " \"30m\""),
                Manifests.texts("[app]\nid = \"a\"\n[schedules.s]\nevery = \"1h\"\n"));
    }

    @Test
    void aScheduleOutsideItsTableIsSentThere() {
        assertTextRefused(
                "[app]\nid = \"a\"\n[heartbeat]\nevery = \"1h\"\n" + SOUND,
                ":3: heartbeat: unknown table; a schedule is a table [schedule.heartbeat]");
    }

    @Test
    void aKeyAtTheTopIsSentToItsTable() {
        assertTextRefused(
                "id = \"x\"\n[app]\nid = \"a\"\n" + SOUND,
                ":1: id: unknown key; it belongs in [app]; allowed tables: [app], [liveness], [launchd], [schedule.NAME]");
    }

    @Test
    void aKeyDirectlyBelowScheduleNeedsAName() {
        assertTextRefused(
                "[app]\nid = \"a\"\n[schedule]\nevery = \"1h\"\n" + SOUND,
                ":4: schedule.every = \"1h\": expected a table, found a text; a schedule has a name: put every below"
                        + " [schedule.heartbeat], for example");
    }

    @Test
    void wrongTypesSayWhatWasFound() {
        assertRefused(
                "every = 30",
                "4: schedule.s.every = 30: expected a duration in quotes, such as \"30m\", found a whole number");
        assertRefused(
                "every = \"1h\"\nenabled = \"yes\"",
                "5: schedule.s.enabled = \"yes\": expected true or false, found a text");
        assertRefused(
                "every = \"1h\"\nmax-catch-up = 1.5",
                "5: schedule.s.max-catch-up = 1.5: expected a whole number, found a number with a fraction");
        assertRefused(
                "every = \"1h\"\noverlap = true",
                "5: schedule.s.overlap = true: expected one of a few words in quotes, found true or false");
        assertRefused("every = \"1h\"\nretry = 3", "5: schedule.s.retry = 3: expected a table, found a whole number");
        assertRefused(
                "every = \"1h\"\ngrace = [\"5s\"]",
                "5: schedule.s.grace = [\"5s\"]: expected a duration in quotes, such as \"30m\", found a list");
        assertRefused(
                "every = { m = 30 }",
                "4: schedule.s.every: expected a duration in quotes, such as \"30m\", found a table");
    }

    @Test
    void theTablesMustBeTables() {
        assertTextRefused(
                "liveness = 1\n[app]\nid = \"a\"\n" + SOUND,
                ":1: liveness = 1: expected a table, found a whole number; write [liveness]");
        assertTextRefused(
                "schedule = \"x\"\n[app]\nid = \"a\"\n",
                ":1: schedule = \"x\": expected a table, found a text; write [schedule.NAME]");
    }

    @Test
    void theIdIsNeeded() {
        assertTextRefused(SOUND, ": [app] id is missing; write, for example, id = \"com.example.alma\" below [app]");
        assertTextRefused(
                "[app]\nname = \"x\"\n" + SOUND,
                ":1: app: [app] id is missing; write, for example, id = \"com.example.alma\" below [app]");
    }

    @Test
    void theIdFollowsItsGrammar() {
        String allowed = "; allowed: a letter or digit, then at most 63 letters A-Z, digits, dots, _ or -";
        assertTextRefused(
                "[app]\nid = \"../x\"\n" + SOUND,
                ":2: app.id = \"../x\": it becomes a file name and may hold no path" + allowed);
        assertTextRefused("[app]\nid = \"\"\n" + SOUND, ":2: app.id = \"\": empty" + allowed);
        assertTextRefused(
                "[app]\nid = \"mein Büro\"\n" + SOUND,
                ":2: app.id = \"mein Büro\": not a name that every OS scheduler takes" + allowed);
        assertEquals(
                "longer than 64 characters",
                Manifests.errors("[app]\nid = \"" + "x".repeat(65) + "\"\n" + SOUND)
                        .get(0)
                        .problem());
    }

    @Test
    void theNameStandsOnOneLine() {
        assertTextRefused(
                "[app]\nid = \"a\"\nname = \"x\\ny\"\n" + SOUND,
                ":3: app.name = \"xU+000Ay\": not a name on one line; write one, or remove the key");
    }

    @Test
    void scheduleNamesFollowTheirGrammar() {
        String allowed = "; allowed: a letter or digit, then at most 63 letters A-Z, digits, _ or -";
        String app = "[app]\nid = \"a\"\n";
        assertTextRefused(
                app + "[schedule.\"../x\"]\nevery = \"1h\"\n",
                ":3: schedule.\"../x\": it becomes a file name and may hold no path" + allowed);
        assertTextRefused(
                app + "[schedule.\"a.b\"]\nevery = \"1h\"\n",
                ":3: schedule.\"a.b\": not a name that every OS scheduler takes" + allowed);
        assertTextRefused(
                app + "[schedule.sweep]\nevery = \"1h\"\n",
                ":3: schedule.sweep: \"sweep\" is reserved for the look over all schedules" + allowed);
    }

    @Test
    void namesThatDifferInCaseAloneAreRefused() {
        assertTextRefused(
                "[app]\nid = \"a\"\n[schedule.Beat]\nevery = \"1h\"\n[schedule.beat]\nevery = \"1h\"\n",
                ":5: schedule.beat: differs from \"Beat\" in case alone; file names on macOS and Windows do not;"
                        + " rename one");
    }

    @Test
    void thereMustBeASchedule() {
        String advice = "; write, for example, [schedule.heartbeat] and below it every = \"30m\"";
        assertTextRefused("[app]\nid = \"a\"\n", ": no schedule" + advice);
        assertTextRefused("[app]\nid = \"a\"\n[schedule]\n", ":3: schedule: no schedule" + advice);
    }

    @Test
    void anEmptyManifestSaysSo() {
        assertTextRefused(" \n", ": the manifest is empty; tickover init writes one to start from");
    }
}
