package dev.tickover.windows.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.importing.Draft;
import dev.tickover.importing.MalformedSourceException;
import dev.tickover.importing.Source;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Retry;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.importing.Drafts;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTaskImporterTest {

    private static final WindowsTaskImporter IMPORTER = new WindowsTaskImporter();

    static final String DAILY = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>";
    private static final String EXEC =
            "<Exec><Command>\"C:\\Program Files\\x\\x.exe\"</Command><Arguments>-a \"b c\" d\\\\e</Arguments></Exec>";

    @Test
    void aTaskBecomesAScheduleThatBehavesAsTaskSchedulerDoes() {
        Schedule schedule = Drafts.only(task(calendar("2020-01-01T03:15:00", DAILY), "", EXEC));
        assertEquals("nightly", schedule.name());
        assertEquals("15 3 * * *", schedule.recurrence().text());
        assertEquals(List.of("C:\\Program Files\\x\\x.exe", "-a", "b c", "d\\\\e"), schedule.run());
        assertEquals(CatchUp.NONE, schedule.catchUp());
        assertEquals(Overlap.SKIP, schedule.overlap());
        assertEquals(Duration.ofHours(72), schedule.timeout());
        assertFalse(schedule.onBattery());
    }

    @Test
    void settingsCarryOver() {
        Schedule schedule = Drafts.only(task(calendar("2020-01-01T03:15:00", DAILY), """
                <StartWhenAvailable>true</StartWhenAvailable>
                <MultipleInstancesPolicy>Queue</MultipleInstancesPolicy>
                <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
                <WakeToRun>true</WakeToRun>
                <Enabled>false</Enabled>
                <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
                <RestartOnFailure><Interval>PT5M</Interval><Count>3</Count></RestartOnFailure>
                """, EXEC));
        assertEquals(CatchUp.LATEST, schedule.catchUp());
        assertEquals(Overlap.BUFFER_ONE, schedule.overlap());
        assertTrue(schedule.onBattery());
        assertTrue(schedule.wakeMachine());
        assertFalse(schedule.enabled());
        assertEquals(Duration.ofDays(7), schedule.timeout());
        assertEquals(new Retry(3, Duration.ofMinutes(5), Duration.ofMinutes(5)), schedule.retry());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek><Monday /><Friday /></DaysOfWeek></ScheduleByWeek> | 30 9 * * MON,FRI",
                "<ScheduleByMonth><DaysOfMonth><Day>1</Day><Day>15</Day></DaysOfMonth><Months><March /></Months></ScheduleByMonth> | 30 9 1,15 3 *",
                "<ScheduleByMonth><DaysOfMonth><Day>2</Day></DaysOfMonth></ScheduleByMonth> | 30 9 2 * *",
                "<ScheduleByMonthDayOfWeek><Weeks><Week>1</Week></Weeks><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByMonthDayOfWeek> | 30 9 */31,2-7 * MON",
                "<ScheduleByDay /><Repetition><Interval>PT1H</Interval><Duration>PT2H30M</Duration></Repetition> | 30 9-11 * * *",
            })
    void daysBecomeCron(String days, String cron) {
        List<Draft> result = task(calendar("2020-01-01T09:30:00", days), "", EXEC);
        List<String> all = Drafts.carried(result).stream()
                .map(schedule -> schedule.recurrence().text())
                .toList();
        assertEquals(List.of(cron), all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ScheduleByDay><DaysInterval>2</DaysInterval></ScheduleByDay> | every 2 days",
                "<ScheduleByWeek><WeeksInterval>2</WeeksInterval><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByWeek> | every 2 weeks",
                "<ScheduleByMonth><DaysOfMonth><Day>Last</Day></DaysOfMonth></ScheduleByMonth> | DaysOfMonth has \"Last\"",
                "<ScheduleByMonthDayOfWeek><Weeks><Week>Last</Week></Weeks><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByMonthDayOfWeek> | Weeks has \"Last\"",
                "<ScheduleByMonthDayOfWeek><Weeks><Week>2</Week></Weeks><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByMonthDayOfWeek> | such a weekday",
                "<ScheduleByWeek><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByWeek><Repetition><Interval>PT1H</Interval></Repetition> | from chosen days",
                "<ScheduleByDay /><Repetition><Interval>PT7M</Interval></Repetition> | no even part of a day",
                "<ScheduleByDay /><EndBoundary>2021-01-01T00:00:00</EndBoundary> | is over",
                "'' | without days",
            })
    void daysWithoutEqualAreLeftWithTheirReason(String days, String reason) {
        String left = Drafts.left(task(calendar("2020-01-01T09:30:00", days), "", EXEC));
        assertTrue(left.contains(reason), left);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01T00:00:00, PT15M, 15m, ''",
        "2020-01-01T00:00:00Z, PT15M, 15m, ''",
        "2020-01-01T00:07:00, PT15M, '7-52/15 * * * *', ''",
        "2020-01-01T06:30:00, PT6H, '30 0-18/6 * * *', ''",
        "2020-01-01T06:00:00Z, PT6H, '0 0-18/6 * * *', UTC",
        "2020-01-01T06:00:00+05:30, PT6H, '0 0-18/6 * * *', +05:30",
        "2020-01-01T00:00:00, PT7M, 7m, ''",
        "2020-01-01T00:00:00, P2D, 2d, ''",
    })
    void repetitionForEverIsAnInterval(String start, String interval, String recurrence, String zone) {
        Schedule schedule = Drafts.only(task(
                "<TimeTrigger><Repetition><Interval>" + interval + "</Interval></Repetition><StartBoundary>" + start
                        + "</StartBoundary></TimeTrigger>",
                "",
                EXEC));
        assertEquals(recurrence, schedule.recurrence().text());
        Optional<ZoneId> named = schedule.recurrence() instanceof Cron cron ? cron.zone() : Optional.empty();
        assertEquals(zone, named.map(ZoneId::getId).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<TimeTrigger><StartBoundary>2027-01-01T00:00:00</StartBoundary></TimeTrigger> | runs once",
                "<TimeTrigger><StartBoundary>2027-01-01T00:00:00</StartBoundary><Repetition><Interval>PT1H</Interval><Duration>P1D</Duration></Repetition></TimeTrigger> | only",
                "<TimeTrigger><StartBoundary>tomorrow</StartBoundary></TimeTrigger> | no date and time",
                "<TimeTrigger /> | no StartBoundary",
                "<LogonTrigger><Enabled>true</Enabled></LogonTrigger> | LogonTrigger is no time",
                "<BootTrigger /> | BootTrigger is no time",
                "<EventTrigger /> | EventTrigger is no time",
                "'' | no trigger",
            })
    void triggersWithoutARecurrenceAreLeft(String trigger, String reason) {
        String left = Drafts.left(task(trigger, "", EXEC));
        assertTrue(left.contains(reason), left);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Exec><Command>%windir%\\x.exe</Command></Exec>       | the variable %windir%",
                "<Exec><Command>C:\\x.exe</Command><Arguments>$(Arg0)</Arguments></Exec> | $(Arg0)",
                "<ComHandler><ClassId>{1}</ClassId></ComHandler>       | it runs no program, but ComHandler",
                "<Exec><Command>C:\\x.exe</Command></Exec><Exec><Command>C:\\y.exe</Command></Exec> | it has 2 actions",
                "''                                                    | it runs no program, but nothing",
            })
    void actionsWithoutEqualAreLeft(String action, String reason) {
        String left = Drafts.left(task(calendar("2020-01-01T03:15:00", DAILY), "", action));
        assertTrue(left.contains(reason), left);
    }

    @Test
    void variablesAreKnownOnTheMachineOfTheTask() {
        String xml = xml(
                calendar("2020-01-01T03:15:00", DAILY),
                "",
                "<Exec><Command>%WINDIR%\\System32\\x.exe</Command></Exec>");
        List<Draft> result = Drafts.of(
                IMPORTER,
                new Source("x.xml", Optional.empty(), xml),
                OperatingSystem.WINDOWS,
                Map.of("windir", "C:\\Windows"));
        assertEquals(
                List.of("C:\\Windows\\System32\\x.exe"), Drafts.only(result).run());
    }

    @Test
    void eachTriggerIsAnEntryOfItsOwn() {
        List<Draft> result = task(
                calendar("2020-01-01T03:15:00", DAILY)
                        + "\n<LogonTrigger />\n"
                        + calendar(
                                "2020-01-01T04:00:30",
                                "<Enabled>false</Enabled><RandomDelay>PT10M</RandomDelay>" + DAILY),
                "<RunOnlyIfIdle>true</RunOnlyIfIdle>",
                EXEC);
        List<Schedule> schedules = Drafts.carried(result);
        assertEquals(2, schedules.size());
        assertEquals(3, result.size());
        assertTrue(schedules.get(0).enabled());
        assertFalse(schedules.get(1).enabled());
        assertEquals(Duration.ofMinutes(10), schedules.get(1).splay());
        Drafts.assertRemarks(
                result.get(2),
                List.of(
                        "RunOnlyIfIdle: it runs whether or not",
                        "UserId=S-1-5-18: to run as Local System, install with --scope system",
                        "StartBoundary=2020-01-01T04:00:30: it starts at the full minute, 30 s earlier"));
    }

    @Test
    void aDocumentOfManyTasksIsReadWhole() {
        String one = xml(calendar("2020-01-01T03:15:00", DAILY), "", EXEC);
        List<Draft> result = Drafts.of(IMPORTER, "all.xml", "<Tasks>\n" + one + one + "</Tasks>");
        assertEquals(2, Drafts.carried(result).size());
    }

    @Test
    void damagedTasksAreRefusedWithTheirLine() {
        MalformedSourceException cut = assertThrows(
                MalformedSourceException.class, () -> Drafts.of(IMPORTER, "x.xml", "<Task>\n<Triggers>\n"));
        assertTrue(cut.getMessage().startsWith("x.xml:"), cut::getMessage);
        String entity = "<!DOCTYPE Task [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<Task ><X>&a;</X></Task>";
        assertThrows(MalformedSourceException.class, () -> Drafts.of(IMPORTER, "x.xml", entity));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a b               | a;b",
                "\"a b\" c         | a b;c",
                "a\\\\b            | a\\\\b",
                "\"a\\\\\" b       | a\\;b",
                "a\\\"b            | a\"b",
                "a\"b c\"d         | ab cd",
                "\"\" x            | ;x",
                "\"a\"\"b\"        | a\"b",
            })
    void argumentsAreSplitAsProgramsOfWindowsDo(String line, String arguments) {
        assertEquals(List.of(arguments.split(";", -1)), WindowsArguments.split(line));
    }

    static String calendar(String start, String rest) {
        return "<CalendarTrigger><StartBoundary>" + start + "</StartBoundary>" + rest + "</CalendarTrigger>";
    }

    static List<Draft> task(String triggers, String settings, String actions) {
        return Drafts.of(IMPORTER, "task.xml", "<?xml version=\"1.0\"?>\n" + xml(triggers, settings, actions));
    }

    private static String xml(String triggers, String settings, String actions) {
        return """
                <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
                <RegistrationInfo><URI>\\Example\\nightly</URI></RegistrationInfo>
                <Triggers>%s</Triggers>
                <Principals><Principal id="Author"><UserId>S-1-5-18</UserId></Principal></Principals>
                <Settings>%s</Settings>
                <Actions Context="Author">%s</Actions>
                </Task>
                """.formatted(triggers, settings, actions);
    }
}
