package dev.tickover.launchd.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.importing.Draft;
import dev.tickover.importing.MalformedSourceException;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.importing.Drafts;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchdImporterTest {

    private static final LaunchdImporter IMPORTER = new LaunchdImporter();

    private static final String NIGHTLY = """
            <key>StartCalendarInterval</key>
            <dict><key>Hour</key><integer>3</integer><key>Minute</key><integer>15</integer></dict>
            """;

    @Test
    void aJobBecomesAScheduleThatBehavesAsLaunchdDoes() {
        Schedule schedule = Drafts.only(Drafts.of(IMPORTER, "com.example.night.plist", job(NIGHTLY)));
        assertEquals("night", schedule.name());
        assertEquals("15 3 * * *", schedule.recurrence().text());
        assertEquals(List.of("/bin/echo", "a & \"b\" <c>", "☃🎉"), schedule.run());
        assertEquals(CatchUp.LATEST, schedule.catchUp());
        assertEquals(Overlap.BUFFER_ONE, schedule.overlap());
        assertEquals(First.AT_DUE, schedule.first());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                   | * * * * *",
                "{Minute=0}                           | 0 * * * *",
                "{Hour=3}                             | * 3 * * *",
                "{Weekday=7,Hour=9,Minute=0}          | 0 9 * * SUN",
                "{Weekday=0,Hour=9,Minute=0}          | 0 9 * * SUN",
                "{Month=2,Day=29,Hour=0,Minute=0}     | 0 0 29 2 *",
                "{Day=13,Weekday=5,Hour=12,Minute=0}  | 0 12 13 * FRI",
                "{Hour=9,Minute=0} {Hour=17,Minute=0} | 0 9,17 * * *",
                "{Day=1,Hour=6,Minute=0} {Weekday=1,Hour=6,Minute=0} | 0 6 1 * MON",
                "{Weekday=1,Hour=6,Minute=0} {Weekday=2,Hour=6,Minute=0} {Weekday=3,Hour=6,Minute=0} | 0 6 * * MON-WED",
            })
    void whatIsLeftOutIsAWildcardAndEitherDayWillDo(String dicts, String cron) {
        List<Draft> result = Drafts.of(IMPORTER, "x.plist", job(calendar(dicts)));
        assertEquals(cron, Drafts.only(result).recurrence().text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{Year=2027,Hour=9}  | Year is no key",
                "{Hour=24}           | Hour is no whole number from 0 to 23: 24",
                "{Minute=-1}         | Minute is no whole number",
                "{Day=0}             | Day is no whole number",
                "{Month=13}          | Month is no whole number",
                "{Weekday=8}         | Weekday is no whole number",
                "{Month=2,Day=30}    | never be due",
            })
    void anEntryThatLaunchdDropsIsLeftWithItsReason(String dict, String reason) {
        String left = Drafts.left(Drafts.of(IMPORTER, "x.plist", job(calendar(dict))));
        assertTrue(left.contains(reason), left);
    }

    @Test
    void oneStrangeEntryAmongOthersIsLeftAlone() {
        List<Draft> result =
                Drafts.of(IMPORTER, "x.plist", job(calendar("{Hour=1,Minute=0} {Year=2027} {Hour=2,Minute=0}")));
        assertEquals(
                1,
                result.stream().filter(draft -> draft.obstacles().isPresent()).count());
        assertEquals("0 1,2 * * *", Drafts.carried(result).get(0).recurrence().text());
    }

    @Test
    void intervalAndCalendarAreTwoSchedulesOfOneFirstStart() {
        String interval = "<key>StartInterval</key><integer>300</integer><key>RunAtLoad</key><true/>";
        List<Schedule> schedules = Drafts.carried(Drafts.of(IMPORTER, "x.plist", job(interval + NIGHTLY)));
        assertEquals("5m", schedules.get(0).recurrence().text());
        assertEquals(Overlap.SKIP, schedules.get(0).overlap());
        assertEquals("15 3 * * *", schedules.get(1).recurrence().text());
        assertEquals(
                List.of(First.AT_INSTALL, First.AT_DUE),
                schedules.stream().map(Schedule::first).toList());
    }

    @ParameterizedTest
    @CsvSource({"30, less than a minute", "0, out of range", "-5, out of range", "99999999999, out of range"})
    void intervalOutOfRangeIsLeft(String seconds, String reason) {
        String left = Drafts.left(
                Drafts.of(IMPORTER, "x.plist", job("<key>StartInterval</key><integer>" + seconds + "</integer>")));
        assertTrue(left.contains(reason), left);
    }

    @Test
    void aJobWithoutATimeSaysWhatStartsIt() {
        String left = Drafts.left(
                Drafts.of(IMPORTER, "x.plist", job("<key>RunAtLoad</key><true/><key>KeepAlive</key><true/>")));
        assertTrue(left.endsWith("it is started by KeepAlive, RunAtLoad"));
    }

    @Test
    void environmentAndFolderAreGivenByEnvAndTheShell() {
        List<Draft> result = Drafts.of(IMPORTER, "x.plist", job(NIGHTLY + """
                <key>EnvironmentVariables</key><dict><key>A</key><string>x y</string></dict>
                <key>WorkingDirectory</key><string>/Users/me/a "b"</string>
                <key>Disabled</key><true/>
                """));
        Schedule schedule = Drafts.only(result);
        assertEquals(
                List.of(
                        "/usr/bin/env",
                        "A=x y",
                        "/bin/sh",
                        "-c",
                        "cd -- \"$0\" && exec \"$@\"",
                        "/Users/me/a \"b\"",
                        "/bin/echo",
                        "a & \"b\" <c>",
                        "☃🎉"),
                schedule.run());
        assertEquals(false, schedule.enabled());
    }

    @Test
    void whatHasNoEqualIsRemarkedOn() {
        Draft draft = Drafts.of(IMPORTER, "x.plist", job(NIGHTLY + """
                <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>
                <key>WatchPaths</key><array><string>/tmp</string></array>
                <key>StandardOutPath</key><string>/tmp/out.log</string>
                <key>UserName</key><string>root</string>
                <key>Nice</key><integer>5</integer>
                <key>ProcessType</key><string>Background</string>
                <key>StartOnMount</key><false/>
                """)).get(0);
        Drafts.assertRemarks(
                draft,
                List.of(
                        "KeepAlive (line ",
                        "WatchPaths (line ",
                        "StandardOutPath=/tmp/out.log: what it prints",
                        "UserName=root: it runs as whoever installs it; for root, install with --scope system",
                        "without equal: Nice, ProcessType"));
        assertTrue(!draft.remarks().toString().contains("StartOnMount"), draft.remarks()::toString);
    }

    @Test
    void jobsOfTheMachineAreSaidToRunAsRoot() {
        assertTrue(remarks("/Library/LaunchDaemons/x.plist").contains(Draft.AS_ROOT));
        assertFalse(remarks("/Library/LaunchAgents/x.plist").contains(Draft.AS_ROOT));
    }

    private static List<String> remarks(String path) {
        return Drafts.of(IMPORTER, path, job(NIGHTLY)).get(0).remarks();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<plist><dict><key>a</key></dict></plist>             | x.plist:1: a key and its value are expected",
                "<plist><dict><true/></dict></plist>                  | x.plist:1: a key and its value",
                "<plist><array/></plist>                              | no property list that holds one dictionary",
                "<plist><dict><key>Label</key><true/></dict></plist>  | x.plist:1: Label is a true, not a string",
                "<plist><dict>                                        | x.plist:1: is no sound XML",
                "<!DOCTYPE plist [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><plist><string>&a;</string></plist> | x.plist:1: ",
                "<plist><dict><key>Label</key><string>&nbsp;</string></dict></plist> | x.plist:1: ",
                "<plist><dict><key>A</key><true/><key>A</key><true/></dict></plist> | the key A is given twice",
            })
    void damagedPropertyListsAreRefusedWithTheirLine(String text, String told) {
        MalformedSourceException refused =
                assertThrows(MalformedSourceException.class, () -> Drafts.of(IMPORTER, "x.plist", text));
        assertTrue(refused.getMessage().contains(told), refused::getMessage);
    }

    @Test
    void deepNestingIsRefusedAndNotARunIntoTheStack() {
        String deep = "<plist>" + "<array>".repeat(200_000);
        assertThrows(MalformedSourceException.class, () -> Drafts.of(IMPORTER, "x.plist", deep));
    }

    /** launchd.plist(5) read plainly: absent is any, Day and Weekday are ORed. */
    @Test
    void randomCalendarsAreDueWhenLaunchdStartsThem() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            List<Map<String, Integer>> dicts = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                dicts.add(randomDict(random));
            }
            List<Draft> result = Drafts.of(IMPORTER, "x.plist", job(array(dicts)));
            List<Schedule> schedules = Drafts.carried(result);
            assertEquals(result.size(), schedules.size(), "seed " + seed);
            Instant from = Instant.parse("2027-01-01T00:00:00Z").plus(random.nextInt(700), ChronoUnit.DAYS);
            Instant until = from.plus(12, ChronoUnit.DAYS);
            List<Instant> expected =
                    Drafts.minutes(from, until, at -> dicts.stream().anyMatch(dict -> matches(dict, at)));
            assertEquals(expected, Drafts.due(schedules, from, until, ZoneOffset.UTC), "seed " + seed + ": " + dicts);
        }
    }

    private static Map<String, Integer> randomDict(Random random) {
        Map<String, Integer> dict = new LinkedHashMap<>();
        put(random, dict, "Minute", 0, 59, 2);
        put(random, dict, "Hour", 0, 23, 2);
        put(random, dict, "Day", 1, 28, 4);
        put(random, dict, "Weekday", 0, 7, 3);
        put(random, dict, "Month", 1, 12, 8);
        return dict;
    }

    private static void put(Random random, Map<String, Integer> dict, String key, int low, int high, int oneIn) {
        if (random.nextInt(oneIn) == 0) {
            dict.put(key, low + random.nextInt(high - low + 1));
        }
    }

    private static boolean matches(Map<String, Integer> dict, LocalDateTime at) {
        Integer weekday = dict.get("Weekday");
        boolean byDate = is(dict.get("Day"), at.getDayOfMonth());
        boolean byWeekday = weekday == null || weekday % 7 == at.getDayOfWeek().getValue() % 7;
        boolean both = dict.containsKey("Day") && weekday != null;
        return is(dict.get("Month"), at.getMonthValue())
                && is(dict.get("Hour"), at.getHour())
                && is(dict.get("Minute"), at.getMinute())
                && (both ? byDate || byWeekday : byDate && byWeekday);
    }

    private static boolean is(Integer given, int value) {
        return given == null || given == value;
    }

    /** Writes {@code {Hour=3,Minute=0} {Hour=4}} as an array of dictionaries. */
    private static String calendar(String dicts) {
        List<Map<String, Integer>> entries = new ArrayList<>();
        for (String text : dicts.strip().split(" ")) {
            Map<String, Integer> dict = new LinkedHashMap<>();
            for (String pair : text.substring(1, text.length() - 1).split(",")) {
                if (!pair.isEmpty()) {
                    String[] parts = pair.split("=");
                    dict.put(parts[0], Integer.valueOf(parts[1]));
                }
            }
            entries.add(dict);
        }
        return array(entries);
    }

    private static String array(List<Map<String, Integer>> dicts) {
        StringBuilder xml = new StringBuilder("<key>StartCalendarInterval</key><array>\n");
        for (Map<String, Integer> dict : dicts) {
            xml.append("<dict>");
            dict.forEach((key, value) -> xml.append("<key>" + key + "</key><integer>" + value + "</integer>"));
            xml.append("</dict>\n");
        }
        return xml.append("</array>\n").toString();
    }

    private static String job(String keys) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <!-- a comment -->
                <plist version="1.0">
                <dict>
                <key>Label</key><string>com.example.night</string>
                <key>ProgramArguments</key>
                <array><string>/bin/echo</string><string>a &amp; "b" &lt;c&gt;</string><string>☃🎉</string></array>
                """ + keys + "</dict>\n</plist>\n";
    }
}
