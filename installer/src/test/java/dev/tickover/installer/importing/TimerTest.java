package dev.tickover.installer.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.UserException;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.Schedule;
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

class TimerTest {

    private static final String SERVICE = "[Service]\nType=oneshot\nExecStart=/usr/bin/foo --bar\n";

    @TempDir
    Path folder;

    @Test
    void aTimerBecomesAScheduleThatBehavesAsSystemdDoes() throws IOException {
        Schedule schedule = Imports.only(timer("OnCalendar=Mon..Fri 09:30\nPersistent=true\n", SERVICE));
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
        Schedule schedule = Imports.only(timer("OnCalendar=" + event + "\n", SERVICE));
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
        Carried left = Imports.left(timer("OnCalendar=" + event + "\n", SERVICE));
        assertTrue(
                left.obstacle().orElseThrow().contains(reason),
                () -> left.obstacle().toString());
        assertEquals(2, left.origin().line());
    }

    @Test
    void zonesAreParted() throws IOException {
        ImportResult result =
                timer("OnCalendar=9:00 Europe/Paris\nOnCalendar=10:00\nOnCalendar=12:00 Europe/Paris\n", SERVICE);
        List<Schedule> schedules = Imports.app(result).schedules();
        assertEquals("0 9,12 * * *", schedules.get(0).recurrence().text());
        assertEquals(
                Optional.of(ZoneId.of("Europe/Paris")), ((Cron) schedules.get(0).recurrence()).zone());
        assertEquals(Optional.empty(), ((Cron) schedules.get(1).recurrence()).zone());
    }

    @Test
    void anEmptySettingClearsThoseBefore() throws IOException {
        Schedule schedule = Imports.only(timer("OnCalendar=hourly\nOnCalendar=\nOnCalendar=daily\n", SERVICE));
        assertEquals("0 0 * * *", schedule.recurrence().text());
    }

    @Test
    void monotonicTimersBecomeIntervals() throws IOException {
        ImportResult result = timer("OnBootSec=15min\nOnUnitActiveSec=1h 30min\n", SERVICE);
        Schedule schedule = Imports.only(result);
        assertEquals("1h30m", schedule.recurrence().text());
        assertEquals(CatchUp.LATEST, schedule.catchUp());
        assertTrue(result.manifest().contains("# - OnBootSec=15min (line 2)"), result::manifest);
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
        Carried left = Imports.left(timer(setting + "\n", SERVICE));
        assertTrue(
                left.obstacle().orElseThrow().contains(reason),
                () -> left.obstacle().toString());
    }

    @Test
    void randomDelayIsASplayWhereItFits() throws IOException {
        ImportResult result = timer("OnCalendar=daily\nRandomizedDelaySec=1h\nWakeSystem=yes\n", SERVICE);
        assertEquals(Duration.ofHours(1), Imports.only(result).splay());
        assertEquals(true, Imports.only(result).wakeMachine());
        assertTrue(result.manifest().contains("not drawn anew"), result::manifest);
        ImportResult longer = timer("OnCalendar=hourly\nRandomizedDelaySec=2h\n", SERVICE);
        assertEquals(Duration.ZERO, Imports.only(longer).splay());
        assertTrue(longer.manifest().contains("splay left out"), longer::manifest);
    }

    @Test
    void serviceThatIsNotThereIsSaid() throws IOException {
        Files.writeString(folder.resolve("foo.timer"), "[Timer]\nOnCalendar=daily\n");
        ImportResult result = Imports.file(folder.resolve("foo.timer"));
        assertEquals(
                Optional.of("foo.service is not beside it: put it there, or write its command as run = [...]"),
                result.entries().get(0).obstacle());
    }

    @Test
    void anotherUnitIsReadWhereItIsNamed() throws IOException {
        Files.writeString(folder.resolve("bar.service"), "[Service]\nExecStart=/bin/bar\n");
        ImportResult result = timer("OnCalendar=daily\nUnit=bar.service\n", "[Service]\nExecStart=/bin/foo\n");
        assertEquals(List.of("/bin/bar"), Imports.only(result).run());
        Carried left = Imports.left(timer("OnCalendar=daily\nUnit=some.target\n", SERVICE));
        assertTrue(left.obstacle().orElseThrow().contains("no service"));
        Carried outside = Imports.left(timer("OnCalendar=daily\nUnit=../x.service\n", SERVICE));
        assertTrue(outside.obstacle().orElseThrow().contains("no service"));
    }

    @Test
    void servicesNamedBesideTheirTimersAreNoEntries() throws IOException {
        timer("OnCalendar=daily\n", SERVICE);
        Source timer = SourceReader.read(folder.resolve("foo.timer"), "foo.timer");
        Source service = SourceReader.read(folder.resolve("foo.service"), "foo.service");
        assertEquals(1, Imports.sources(timer, service).entries().size());
        assertTrue(
                Imports.left(Imports.sources(service)).obstacle().orElseThrow().contains("import its timer"));
    }

    @Test
    void damagedUnitsAreRefusedWithTheirLine() throws IOException {
        UserException refused = assertThrows(UserException.class, () -> timer("OnCalendar=daily\nhello\n", SERVICE));
        assertEquals(78, refused.code());
        assertTrue(refused.getMessage().contains("foo.timer:3: no line of a unit file"), refused::getMessage);
        UserException other = assertThrows(UserException.class, () -> timer("OnCalendar=daily\n", "[Service\n"));
        assertTrue(other.getMessage().contains("foo.service:1: "), other::getMessage);
        UserException none = assertThrows(
                UserException.class, () -> Imports.text("x.timer", "[Unit]\nDescription=x\n[Install]\nA=b\n"));
        assertTrue(none.getMessage().contains("a unit without [Timer]"), none::getMessage);
    }

    @Test
    void continuedLinesAndCommentsAreReadAsSystemdDoes() throws IOException {
        Schedule schedule = Imports.only(timer(
                "# a comment\n; another\nOnCalendar=Mon \\\n# inside\n  09:00\r\n",
                "[Service]\nExecStart=/bin/x \\\n  one \\\n;two\n  three\n"));
        assertEquals("0 9 * * MON", schedule.recurrence().text());
        assertEquals(List.of("/bin/x", "one", "three"), schedule.run());
    }

    @Test
    void conditionsAndOtherSettingsAreRemarkedOn() throws IOException {
        ImportResult result = timer("OnCalendar=daily\nDeferReactivation=yes\n", """
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
        assertFalse(Imports.only(result).onBattery());
        assertEquals(Duration.ofHours(1), Imports.only(result).timeout());
        for (String remark : List.of(
                "# - Type=forking",
                "# - User=bob",
                "# - EnvironmentFile=-/etc/default/foo: not read",
                "# - without equal: DeferReactivation",
                "# - of its service, without equal: After, ProtectSystem")) {
            assertTrue(result.manifest().contains(remark), () -> remark + " is not in " + result.manifest());
        }
    }

    @Test
    void timersOfTheMachineAreSaidToRunAsRoot() throws IOException {
        Path system = Files.createDirectories(folder.resolve("etc/systemd/system"));
        Path timer = Files.writeString(system.resolve("foo.timer"), "[Timer]\nOnCalendar=daily\n");
        for (String service : List.of(SERVICE, SERVICE + "User=bob\n", SERVICE + "DynamicUser=yes\n")) {
            Files.writeString(system.resolve("foo.service"), service);
            String manifest = Imports.file(timer).manifest();
            assertEquals(service.equals(SERVICE), manifest.contains("which run as root"), manifest);
        }
        assertFalse(timer("OnCalendar=daily\n", SERVICE).manifest().contains("run as root"));
    }

    private ImportResult timer(String settings, String service) throws IOException {
        Files.writeString(folder.resolve("foo.service"), service);
        return Imports.file(Files.writeString(folder.resolve("foo.timer"), "[Timer]\n" + settings));
    }
}
