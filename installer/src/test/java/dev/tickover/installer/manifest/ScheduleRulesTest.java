package dev.tickover.installer.manifest;

import static dev.tickover.installer.manifest.Manifests.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.Cron;
import dev.tickover.schedule.CronExpression;
import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.Schedule;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for each rule about the values of a schedule. */
class ScheduleRulesTest {

    private static final String HOURLY = "every = \"1h\"\n";

    @Test
    void oneOfEveryAndCronIsNeeded() {
        assertRefused(
                "grace = \"5s\"",
                "3: schedule.s: neither every nor cron; write, for example, every = \"30m\" or cron = \"0 9 * *"
                        + " MON-FRI\"");
        assertRefused(
                "every = \"1h\"\ncron = \"@daily\"",
                "5: schedule.s.cron: every and cron contradict each other; remove one of the two");
    }

    @ParameterizedTest
    @CsvSource({"59s, too short", "0s, too short", "367d, too long"})
    void theIntervalHasBounds(String every, String problem) {
        assertRefused(
                "every = \"" + every + "\"",
                "4: schedule.s.every = \"" + every + "\": " + problem + "; allowed: \"1m\" to \"366d\"");
    }

    @Test
    void durationsAreChecked() {
        String message = Manifests.messageOf(DurationText::parse, "5 x");
        assertRefused(HOURLY + "grace = \"5 x\"", "5: schedule.s.grace: " + message);
        assertTrue(message.contains("\"5 x\"") && message.contains("30m"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "grace, 25h, too long, 0s, 1d",
        "timeout, 0s, too short, 1s, 7d",
        "timeout, 8d, too long, 1s, 7d",
        "catch-up-window, 0s, too short, 1s, 3660d"
    })
    void durationsHaveBounds(String key, String value, String problem, String least, String most) {
        String expected = "5: schedule.s.%s = \"%s\": %s; allowed: \"%s\" to \"%s\"";
        assertRefused(HOURLY + key + " = \"" + value + "\"", expected.formatted(key, value, problem, least, most));
    }

    @Test
    void theWindowMayAlsoBeUnlimited() {
        String error = Manifests.texts(Manifests.schedule(HOURLY + "catch-up-window = \"unlimted\""))
                .get(0);
        assertTrue(error.endsWith("; or write \"unlimited\""), error);
    }

    @ParameterizedTest
    @CsvSource({"zone, Europe/Paris", "dst-gap, skip", "dst-overlap, both"})
    void whatGoesWithCronIsRefusedWithEvery(String key, String value) {
        assertRefused(
                HOURLY + key + " = \"" + value + "\"",
                "5: schedule.s." + key + " = \"" + value
                        + "\": it goes with cron, not with every; remove it; every follows the machine's own local"
                        + " time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Europe/Pari | \"Europe/Paris\"",
                "europe/paris | \"Europe/Paris\"",
                "Berlin | \"Europe/Berlin\"",
                "new york | \"America/New_York\"",
            })
    void aZoneThatDoesNotExistNamesTheNearest(String zone, String meant) {
        String error = Manifests.texts(Manifests.schedule("cron = \"@daily\"\nzone = \"" + zone + "\""))
                .get(0);
        assertTrue(
                error.startsWith("tickover.toml:5: schedule.s.zone = \"" + zone + "\": no such time zone; did you mean "
                        + meant),
                error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+05:30", "-05:00", "UTC+02:00", "+18:00", "-00:30", "UTC", "Etc/GMT-3"})
    void fixedOffsetIsAZone(String zone) {
        Schedule schedule = Manifests.app(Manifests.schedule("cron = \"@daily\"\nzone = \"" + zone + "\""))
                .schedules()
                .get(0);
        assertEquals(Cron.of("@daily", ZoneId.of(zone)), schedule.recurrence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+5", "+0530", "05:30", "+05:60", "+18:01", "+24:00", "UTC+2", "\u221205:00", "+05:30:00"})
    void offsetHasAFormOfItsOwn(String zone) {
        assertRefused(
                "cron = \"@daily\"\nzone = \"" + zone + "\"",
                "5: schedule.s.zone = \"" + zone + "\": no such time zone; allowed: names such as \"Europe/Paris\" or"
                        + " \"UTC\", and offsets such as \"+05:30\"");
    }

    @Test
    void errorsInCronNameTheField() {
        assertRefused("cron = \"61 * * * *\"", "4: schedule.s.cron: " + messageOf("61 * * * *"));
        assertTrue(messageOf("61 * * * *").contains("minute"));
        assertRefused("cron = \"0 0 30 2 *\"", "4: schedule.s.cron: " + messageOf("0 0 30 2 *"));
    }

    private static String messageOf(String cron) {
        return Manifests.messageOf(CronExpression::parse, cron);
    }

    @Test
    void wordsAreCheckedAndTheNearestIsNamed() {
        assertRefused(
                HOURLY + "first = \"at_install\"",
                "5: schedule.s.first = \"at_install\": not one of its words; did you mean \"at-install\"? allowed:"
                        + " \"at-install\", \"at-due\"");
    }

    @ParameterizedTest
    @CsvSource({"0", "1001", "-1", "9223372036854775807"})
    void maxCatchUpHasBounds(String value) {
        assertRefused(
                HOURLY + "max-catch-up = " + value,
                "5: schedule.s.max-catch-up = " + value + ": out of range; allowed: 1 to 1000");
    }

    @ParameterizedTest
    @CsvSource({"spacing", "splay"})
    void theyAreAtMostTheShortestDistance(String key) {
        String rest = "longer than the shortest distance between due instants, ";
        assertRefused(
                HOURLY + key + " = \"61m\"",
                "5: schedule.s." + key + " = \"61m\": " + rest + "1h; allowed: \"0s\" to \"1h\"");
        assertRefused(
                "cron = \"*/7 * * * *\"\n" + key + " = \"5m\"",
                "5: schedule.s." + key + " = \"5m\": " + rest + "4m; allowed: \"0s\" to \"4m\"");
        assertEquals(
                "1h", Manifests.only(HOURLY + key + " = \"1h\"").recurrence().text());
    }

    @ParameterizedTest
    @CsvSource({"8:00-22:00", "08:00", "08:00-25:00", "08:60-09:00", "''"})
    void activeHoursHaveOneForm(String hours) {
        assertRefused(
                HOURLY + "active = \"" + hours + "\"",
                "5: schedule.s.active = \"" + hours
                        + "\": not hours of the day; write HH:MM-HH:MM, for example \"08:00-22:00\"");
    }

    @ParameterizedTest
    @CsvSource({"08:00-08:00", "00:00-24:00"})
    void activeHoursAreNotTheWholeDay(String hours) {
        assertRefused(
                HOURLY + "active = \"" + hours + "\"",
                "5: schedule.s.active = \"" + hours
                        + "\": they begin and end at the same time; for the whole day, remove the key");
    }

    @Test
    void aCommandNeedsNoRunningApplication() {
        assertRefused(
                HOURLY + "run = [\"/bin/x\"]\nwhen-absent = \"start\"",
                "6: schedule.s.when-absent = \"start\": contradicts run: a command needs no running application; remove"
                        + " one of the two");
    }

    @Test
    void startingNeedsAStartCommand() {
        assertRefused(
                HOURLY + "when-absent = \"start\"",
                "5: schedule.s.when-absent = \"start\": [app] start is missing; say how to start the application:"
                        + " start = [\"/opt/…\"]");
    }

    @Test
    void retriesAreChecked() {
        assertRefused(
                HOURLY + "retry = { max = 3, wait = \"1m\" }",
                "5: schedule.s.retry.wait: unknown key; allowed keys: max, backoff, max-backoff");
        assertRefused(
                HOURLY + "retry = { max = 101 }", "5: schedule.s.retry.max = 101: out of range; allowed: 0 to 100");
        assertRefused(
                HOURLY + "retry = { backoff = \"1m\" }",
                "5: schedule.s.retry: max is missing; write, for example, { max = 3, backoff = \"1m\" }");
        assertRefused(
                HOURLY + "retry = { max = 1, backoff = \"5m\", max-backoff = \"4m\" }",
                "5: schedule.s.retry.max-backoff = \"4m\": less than backoff; at least \"5m\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | a command without a program",
                "['', \"x\"] | a command without a program",
                "\"echo hi\" | expected a list of texts: the program, then its arguments, found a text",
                "[1, 2] | expected a list of texts: the program, then its arguments, found a whole number in the list",
                "[\"/bin/x\", \"a\\u0000b\"] | no system can pass the character U+0000 to a program",
                "[\"cleanup\"] | the program is not an absolute path",
                "[\"./cleanup\"] | the program is not an absolute path",
                "[\"~/bin/cleanup\"] | the program is not an absolute path",
                "[\"C:cleanup\"] | the program is not an absolute path"
            })
    void commandsAreChecked(String value, String problem) {
        assertEquals(
                problem,
                Manifests.errors(Manifests.schedule(HOURLY + "run = " + value))
                        .get(0)
                        .problem());
        assertEquals(
                problem,
                Manifests.errors("[app]\nid = \"a\"\nstart = " + value + "\n[schedule.s]\n" + HOURLY)
                        .get(0)
                        .problem());
    }

    @Test
    void aRelativeProgramIsToldOfTheOtherPath() {
        assertRefused(
                HOURLY + "run = [\"cleanup\", \"--all\"]",
                "5: schedule.s.run = [\"cleanup\", \"--all\"]: the program is not an absolute path; write the whole"
                        + " path of the program: the OS scheduler starts it with another PATH and folder than your shell,"
                        + " and expands no ~ and no variable");
    }
}
