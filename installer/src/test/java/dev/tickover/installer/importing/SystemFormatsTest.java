package dev.tickover.installer.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.importing.Source;
import dev.tickover.installer.UserException;
import dev.tickover.schedule.Schedule;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of property lists, timers and tasks into a manifest. What their importers read is tested beside these. */
class SystemFormatsTest {

    private static final String JOB = "<plist><dict><key>ProgramArguments</key><array><string>/bin/x</string></array>"
            + "<key>StartInterval</key><integer>600</integer><key>Nice</key><integer>5</integer></dict></plist>";

    private static final String TASK = """
            <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
            <RegistrationInfo><URI>\\Example\\nightly</URI></RegistrationInfo>
            <Triggers><CalendarTrigger><StartBoundary>2020-01-01T03:15:00</StartBoundary><ScheduleByDay />
            </CalendarTrigger></Triggers>
            <Settings><RestartOnFailure><Interval>PT5M</Interval><Count>3</Count></RestartOnFailure></Settings>
            <Actions><Exec><Command>C:\\ü☃.exe</Command></Exec></Actions>
            </Task>
            """;

    @TempDir
    Path folder;

    @Test
    void formatsAreNamedInTheOrderOfTheHelp() {
        assertEquals(
                List.of("crontab", "system-crontab", "launchd", "systemd", "task"),
                Formats.find().names());
    }

    @Test
    void tableOfAScheduleHoldsItsKeysInTheirOrderBelowItsRemarks() throws IOException {
        assertEquals("""
                # x.plist:1: x: every 600 seconds
                # - without equal: Nice
                # - StartInterval counts from when the job was loaded, and loses what falls into sleep; here the times \
                follow the clock, and what was missed is made up for once
                [schedule.x]
                every = "10m"
                run = ["/bin/x"]
                first = "at-due"
                catch-up = "latest"
                overlap = "skip"
                timeout = "7d"
                """, table(Imports.text("x.plist", JOB)));
        assertEquals("""
                # task.xml:3: \\Example\\nightly: CalendarTrigger
                # - StopIfGoingOnBatteries: a run is not ended when the plug is pulled
                [schedule.nightly]
                cron = "15 3 * * *"
                run = ["C:\\\\ü☃.exe"]
                first = "at-due"
                catch-up = "none"
                overlap = "skip"
                timeout = "3d"
                retry = { max = 3, backoff = "5m", max-backoff = "5m" }
                on-battery = false
                """, table(Imports.text("task.xml", TASK)));
        assertEquals("""
                # foo.timer:2: OnCalendar=hourly
                # - RandomizedDelaySec=2h: splay is the same each time on a machine, not drawn anew
                # - without Persistent=, systemd makes up for a time slept through, but not for one when off; catch-up \
                = "none" for neither, "latest" for both
                # - a random delay longer than the distance of two due instants has no equal: splay left out
                [schedule.foo]
                cron = "0 * * * *"
                run = ["/bin/x"]
                first = "at-due"
                catch-up = "none"
                timeout = "7d"
                wake-machine = true
                """, table(timer("OnCalendar=hourly\nRandomizedDelaySec=2h\nWakeSystem=yes\n")));
    }

    private static String table(ImportResult result) {
        return result.manifest()
                .substring(result.manifest().indexOf("\n\n", result.manifest().indexOf("[app]")) + 2);
    }

    @Test
    void delayThatFitsIsASplay() throws IOException {
        Schedule schedule = Imports.only(timer("OnCalendar=daily\nRandomizedDelaySec=1h\n"));
        assertEquals(Duration.ofHours(1), schedule.splay());
    }

    @Test
    void whatAManifestDoesNotTakeIsLeftWithTheReasonOfItsReader() throws IOException {
        String relative = TASK.replace("C:\\ü☃.exe", "powershell.exe");
        assertLeft("not an absolute path", Imports.text("task.xml", relative));
        assertLeft("never be due", timer("OnCalendar=*-02-30 01:00\n"));
    }

    private static void assertLeft(String reason, ImportResult result) {
        String obstacle = Imports.left(result).obstacle().orElseThrow();
        assertTrue(obstacle.contains(reason), obstacle);
    }

    @Test
    void servicesNamedBesideTheirTimersAreNoEntries() throws IOException {
        timer("OnCalendar=daily\n");
        Source timer = SourceReader.read(folder.resolve("foo.timer"), "foo.timer");
        Source service = SourceReader.read(folder.resolve("foo.service"), "foo.service");
        assertEquals(1, Imports.sources(timer, service).entries().size());
        assertLeft("import its timer", Imports.sources(service));
    }

    @Test
    void jobsOfOneNameAreNumbered() {
        ImportResult result = Imports.text("all.xml", "<Tasks>\n" + TASK + TASK + "</Tasks>");
        assertEquals(
                List.of("nightly", "nightly-2"),
                Imports.app(result).schedules().stream().map(Schedule::name).toList());
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, true", "UTF-16BE, true", "UTF-16LE, false", "UTF-8, true", "UTF-8, false"})
    void exportsAreReadInAnyEncodingWhateverTheyDeclare(String charset, boolean mark) throws IOException {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n" + TASK.replace("\n", "\r\n");
        byte[] bytes = ((mark ? "\ufeff" : "") + xml).getBytes(Charset.forName(charset));
        Path file = Files.write(folder.resolve("task.xml"), bytes);
        assertEquals(List.of("C:\\ü☃.exe"), Imports.only(Imports.file(file)).run());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.plist | hello                                 | x.plist:1: is no XML",
                "x.plist | <html><body/></html>                  | neither a property list nor a task",
                "x.plist | <plist><dict>                         | x.plist:1: is no sound XML",
                "x.xml   | <Task><Triggers>                      | x.xml:1: is no sound XML",
                "x.timer | [Unit                                 | x.timer:1: no line of a unit file",
                "x.txt   | hello                                 | cannot tell what kind of file this is",
            })
    void damagedSourcesAreRefusedWithTheirLine(String name, String text, String told) {
        UserException refused = assertThrows(UserException.class, () -> Imports.text(name, text));
        assertEquals(78, refused.code());
        assertTrue(refused.getMessage().contains(told), refused::getMessage);
    }

    private ImportResult timer(String settings) throws IOException {
        Files.writeString(folder.resolve("foo.service"), "[Service]\nExecStart=/bin/x\n");
        return Imports.file(Files.writeString(folder.resolve("foo.timer"), "[Timer]\n" + settings));
    }
}
