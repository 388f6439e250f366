package dev.tickover.systemd.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.importing.Draft;
import dev.tickover.importing.MalformedSourceException;
import dev.tickover.importing.Source;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.importing.Drafts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemdImporterTest {

    private static final SystemdImporter IMPORTER = new SystemdImporter();

    private static final String SERVICE = "[Service]\nType=oneshot\nExecStart=/usr/bin/foo --bar\n";

    @TempDir
    Path folder;

    @Test
    void aTimerBecomesAScheduleThatBehavesAsSystemdDoes() throws IOException {
        Schedule schedule = Drafts.only(timer("OnCalendar=Mon..Fri 09:30\nPersistent=true\n", SERVICE));
        assertEquals("foo", schedule.name());
        assertEquals("30 9 * * MON-FRI", schedule.recurrence().text());
        assertEquals(DstGap.SKIP, ((Cron) schedule.recurrence()).dstGap());
        assertEquals(CatchUp.LATEST, schedule.catchUp());
        assertEquals(List.of("/usr/bin/foo", "--bar"), schedule.run());
        assertEquals(Duration.ofDays(7), schedule.timeout());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hourly                          | 0 * * * *",
                "Daily                           | 0 0 * * *",
                "weekly                          | 0 0 * * MON",
                "quarterly                       | 0 0 1 1-10/3 *",
                "*:0/15                          | */15 * * * *",
                "*-*-* 00/6:00:00                | 0 0-18/6 * * *",
                "*-*-1,15 04:00                  | 0 4 1,15 * *",
                "Mon *-*-1..7 09:00              | 0 9 */31,2-7 * MON",
                "Sun *-*-8..14 09:00             | 0 9 8-14 * */7",
                "Sat,Sun 10:20                   | 20 10 * * SAT,SUN",
                "*-12-24 18:00:00.000            | 0 18 24 12 *",
                "*-1                             | 0 0 1 * *",
            })
    void calendarEventsBecomeCronWhereTheGrammarsMeet(String event, String cron) throws IOException {
        Schedule schedule = Drafts.only(timer("OnCalendar=" + event + "\n", SERVICE));
        assertEquals(cron, schedule.recurrence().text());
        assertEquals(CatchUp.NONE, schedule.catchUp());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*-*~1                     | end of a month",
                "2027-01-01                | names a year",
                "*:*:0/30                  | seconds",
                "03:00:30                  | seconds",
                "Mon *-*-8..14 09:00       | such a day of the month",
                "*/2:00                    | no calendar event that is understood",
                "Sun..Tue 9:00             | no calendar event that is understood",
                "25:00                     | no calendar event that is understood",
                "someday                   | no calendar event that is understood",
                "*-*-* 9:00 Mars/Olympus   | no calendar event that is understood",
                "*-02-30 01:00             | never be due",
                "@1700000000               | no calendar event that is understood",
            })
    void anEventWithoutEqualIsLeftWithItsReason(String event, String reason) throws IOException {
        List<Draft> drafts = timer("OnCalendar=" + event + "\n", SERVICE);
        String left = Drafts.left(drafts);
        assertTrue(left.contains(reason), left);
        assertEquals(2, drafts.get(0).origin().line());
    }

    @Test
    void zonesAreParted() throws IOException {
        List<Draft> result =
                timer("OnCalendar=9:00 Europe/Paris\nOnCalendar=10:00\nOnCalendar=12:00 Europe/Paris\n", SERVICE);
        List<Schedule> schedules = Drafts.carried(result);
        assertEquals("0 9,12 * * *", schedules.get(0).recurrence().text());
        assertEquals(
                Optional.of(ZoneId.of("Europe/Paris")), ((Cron) schedules.get(0).recurrence()).zone());
        assertEquals(Optional.empty(), ((Cron) schedules.get(1).recurrence()).zone());
    }

    @Test
    void anEmptySettingClearsThoseBefore() throws IOException {
        Schedule schedule = Drafts.only(timer("OnCalendar=hourly\nOnCalendar=\nOnCalendar=daily\n", SERVICE));
        assertEquals("0 0 * * *", schedule.recurrence().text());
    }

    @Test
    void monotonicTimersBecomeIntervals() throws IOException {
        List<Draft> result = timer("OnBootSec=15min\nOnUnitActiveSec=1h 30min\n", SERVICE);
        Schedule schedule = Drafts.only(result);
        assertEquals("1h30m", schedule.recurrence().text());
        assertEquals(CatchUp.LATEST, schedule.catchUp());
        Drafts.assertRemarks(result.get(0), List.of("OnBootSec=15min (line 2)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OnBootSec=15min          | no recurrence",
                "OnUnitActiveSec=30       | less than a minute",
                "OnUnitActiveSec=soon     | no time span",
                "OnUnitActiveSec=infinity | less than a minute",
                "OnUnitInactiveSec=1h     | from the end of a run",
            })
    void otherMonotonicTimersAreLeft(String setting, String reason) throws IOException {
        String left = Drafts.left(timer(setting + "\n", SERVICE));
        assertTrue(left.contains(reason), left);
    }

    @Test
    void randomDelayIsASplayWhereItFits() throws IOException {
        List<Draft> result = timer("OnCalendar=daily\nRandomizedDelaySec=1h\nWakeSystem=yes\n", SERVICE);
        assertEquals(Duration.ofHours(1), Drafts.only(result).splay());
        assertEquals(true, Drafts.only(result).wakeMachine());
        assertTrue(
                result.get(0).remarks().toString().contains("not drawn anew"),
                result.get(0).remarks()::toString);
    }

    @Test
    void serviceThatIsNotThereIsSaid() throws IOException {
        Files.writeString(folder.resolve("foo.timer"), "[Timer]\nOnCalendar=daily\n");
        List<Draft> result = Drafts.of(IMPORTER, folder.resolve("foo.timer"));
        assertEquals(
                "foo.service is not beside it: put it there, or write its command as run = [...]", Drafts.left(result));
    }

    @Test
    void anotherUnitIsReadWhereItIsNamed() throws IOException {
        Files.writeString(folder.resolve("bar.service"), "[Service]\nExecStart=/bin/bar\n");
        List<Draft> result = timer("OnCalendar=daily\nUnit=bar.service\n", "[Service]\nExecStart=/bin/foo\n");
        assertEquals(List.of("/bin/bar"), Drafts.only(result).run());
        String left = Drafts.left(timer("OnCalendar=daily\nUnit=some.target\n", SERVICE));
        assertTrue(left.contains("no service"));
        String outside = Drafts.left(timer("OnCalendar=daily\nUnit=../x.service\n", SERVICE));
        assertTrue(outside.contains("no service"));
    }

    @Test
    void serviceIsReadWithItsTimer() throws IOException {
        Source service = new Source("foo.service", Optional.of(folder.resolve("foo.service")), SERVICE);
        assertEquals(Optional.of(folder.resolve("foo.timer")), IMPORTER.readWith(service));
        assertTrue(Drafts.left(Drafts.of(IMPORTER, "foo.service", SERVICE)).contains("import its timer"));
    }

    @Test
    void damagedUnitsAreRefusedWithTheirLine() throws IOException {
        MalformedSourceException refused =
                assertThrows(MalformedSourceException.class, () -> timer("OnCalendar=daily\nhello\n", SERVICE));
        assertTrue(refused.getMessage().contains("foo.timer:3: no line of a unit file"), refused::getMessage);
        MalformedSourceException other =
                assertThrows(MalformedSourceException.class, () -> timer("OnCalendar=daily\n", "[Service\n"));
        assertTrue(other.getMessage().contains("foo.service:1: "), other::getMessage);
        MalformedSourceException none = assertThrows(
                MalformedSourceException.class,
                () -> Drafts.of(IMPORTER, "x.timer", "[Unit]\nDescription=x\n[Install]\nA=b\n"));
        assertTrue(none.getMessage().contains("a unit without [Timer]"), none::getMessage);
    }

    @Test
    void continuedLinesAndCommentsAreReadAsSystemdDoes() throws IOException {
        Schedule schedule = Drafts.only(timer(
                "# a comment\n; another\nOnCalendar=Mon \\\n# inside\n  09:00\r\n",
                "[Service]\nExecStart=/bin/x \\\n  one \\\n;two\n  three\n"));
        assertEquals("0 9 * * MON", schedule.recurrence().text());
        assertEquals(List.of("/bin/x", "one", "three"), schedule.run());
    }

    @Test
    void conditionsAndOtherSettingsAreRemarkedOn() throws IOException {
        List<Draft> result = timer("OnCalendar=daily\nDeferReactivation=yes\n", """
                [Unit]
                ConditionACPower=true
                After=network-online.target
                [Service]
                Type=forking
                User=bob
                EnvironmentFile=-/etc/default/foo
                ProtectSystem=strict
                ExecStart=/bin/x
                RuntimeMaxSec=1h
                """);
        assertFalse(Drafts.only(result).onBattery());
        assertEquals(Duration.ofHours(1), Drafts.only(result).timeout());
        Drafts.assertRemarks(
                result.get(0),
                List.of(
                        "Type=forking",
                        "User=bob",
                        "EnvironmentFile=-/etc/default/foo: not read",
                        "without equal: DeferReactivation",
                        "of its service, without equal: After, ProtectSystem"));
    }

    @Test
    void timersOfTheMachineAreSaidToRunAsRoot() throws IOException {
        Path system = Files.createDirectories(folder.resolve("etc/systemd/system"));
        Path timer = Files.writeString(system.resolve("foo.timer"), "[Timer]\nOnCalendar=daily\n");
        for (String service : List.of(SERVICE, SERVICE + "User=bob\n", SERVICE + "DynamicUser=yes\n")) {
            Files.writeString(system.resolve("foo.service"), service);
            List<String> remarks = Drafts.of(IMPORTER, timer).get(0).remarks();
            assertEquals(service.equals(SERVICE), remarks.contains(Draft.AS_ROOT), remarks::toString);
        }
        assertFalse(timer("OnCalendar=daily\n", SERVICE).get(0).remarks().contains(Draft.AS_ROOT));
    }

    private List<Draft> timer(String settings, String service) throws IOException {
        Files.writeString(folder.resolve("foo.service"), service);
        return Drafts.of(IMPORTER, Files.writeString(folder.resolve("foo.timer"), "[Timer]\n" + settings));
    }
}
