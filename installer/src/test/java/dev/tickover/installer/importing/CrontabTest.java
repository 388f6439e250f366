package dev.tickover.installer.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.UserException;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabTest {

    @Test
    void aLineBecomesAScheduleThatBehavesAsCronDoes() {
        Schedule schedule = Imports.only(Imports.text("crontab", "15 3 * * MON-FRI  /usr/bin/cleanup --all 'a b'\n"));
        assertEquals("cleanup", schedule.name());
        assertEquals(Cron.of("15 3 * * MON-FRI"), schedule.recurrence());
        assertEquals(List.of("/bin/sh", "-c", "/usr/bin/cleanup --all 'a b'"), schedule.run());
        assertEquals(First.AT_DUE, schedule.first());
        assertEquals(CatchUp.NONE, schedule.catchUp());
        assertEquals(Overlap.ALLOW, schedule.overlap());
        assertEquals(Duration.ofDays(7), schedule.timeout());
        assertEquals(Duration.ofSeconds(60), schedule.spacing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * * * x", "@every_minute x", "0-59 3 * * * x", "59,0 * * * * x"})
    void minutesSideBySideAreNotPutOffBySpacing(String line) {
        assertEquals(Duration.ZERO, Imports.only(Imports.text("crontab", line)).spacing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@reboot /usr/bin/x        | no recurrence",
                "0~59 * * * * /usr/bin/x   | at random",
                "5/10 * * * * /usr/bin/x   | a step after a single value",
                "61 * * * * /usr/bin/x     | no such value",
                "0 0 31 2 * /usr/bin/x     | never be due",
                "0 0 L * * /usr/bin/x      | Quartz",
                "22-2 * * * * /usr/bin/x   | wraps around",
                "@fortnightly /usr/bin/x   | of the @ names",
                "@30 /usr/bin/x            | of the @ names",
            })
    void aTimeWithoutEqualIsLeftWithItsReason(String line, String reason) {
        Carried left = Imports.left(Imports.text("crontab", line));
        assertTrue(
                left.obstacle().orElseThrow().contains(reason),
                () -> left.obstacle().toString());
        assertEquals(1, left.origin().line());
    }

    @Test
    void whatIsLeftStandsInTheManifestAsACommentThatCanBeCompleted() {
        String manifest = Imports.text("crontab", "@daily /usr/bin/a\n@reboot /usr/bin/b\n")
                .manifest();
        assertTrue(manifest.contains("\n# crontab:2: @reboot /usr/bin/b\n# NOT CARRIED OVER: @reboot"), manifest);
        assertTrue(manifest.contains("\n#[schedule.b]\n#run = [\"/bin/sh\", \"-c\", \"/usr/bin/b\"]\n"), manifest);
    }

    @Test
    void variablesHoldForTheLinesBelowThem() {
        ImportResult result = Imports.text("crontab", """
                0 1 * * * /usr/bin/first
                PATH = "/opt/bin:/usr/bin"
                SHELL=/bin/bash
                'ODD'='x = y'
                MAILTO=""
                0 2 * * * /usr/bin/second
                """);
        assertEquals(
                List.of("/bin/sh", "-c", "/usr/bin/first"),
                Imports.app(result).schedules().get(0).run());
        assertEquals(
                List.of(
                        "/usr/bin/env",
                        "PATH=/opt/bin:/usr/bin",
                        "SHELL=/bin/bash",
                        "ODD=x = y",
                        "/bin/bash",
                        "-c",
                        "/usr/bin/second"),
                Imports.app(result).schedules().get(1).run());
        assertEquals(List.of(), result.entries().get(1).remarks());
    }

    @Test
    void mailAndRandomDelaysAreRemarkedOn() {
        ImportResult result = Imports.text("crontab", "MAILTO=ops@example.com\nRANDOM_DELAY=30\n@daily /usr/bin/x\n");
        assertTrue(result.manifest().contains("# - MAILTO=ops@example.com: nothing is mailed"), result::manifest);
        assertTrue(result.manifest().contains("# - RANDOM_DELAY=30 (minutes): consider splay"), result::manifest);
        assertFalse(Imports.only(result).run().toString().contains("MAILTO"));
    }

    @Test
    void zoneOfTheTableIsTheZoneOfItsTimes() {
        Schedule schedule = Imports.only(Imports.text("crontab", "CRON_TZ=Asia/Tokyo\n0 9 * * * /usr/bin/x\n"));
        assertEquals(Optional.of(ZoneId.of("Asia/Tokyo")), ((Cron) schedule.recurrence()).zone());
        Carried left = Imports.left(Imports.text("crontab", "CRON_TZ=Mars/Olympus\n0 9 * * * /usr/bin/x\n"));
        assertTrue(left.obstacle().orElseThrow().contains("no such time zone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/crontab", "/mnt/old/etc/crontab", "/etc/cron.d/job", "cron.d/job"})
    void systemTablesHaveAColumnForTheUser(String path) {
        ImportResult result = Imports.text(path, "0 9 * * * root /usr/bin/x --y\n");
        assertEquals(
                List.of("/bin/sh", "-c", "/usr/bin/x --y"), Imports.only(result).run());
        assertTrue(result.manifest().contains("# - user root: it runs as whoever installs it"), result::manifest);
        assertEquals("system-crontab", result.entries().get(0).format());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date +\\%F            | date +%F",
                "echo \\\\%            | echo \\%",
                "printf 'a\\tb'        | printf 'a\\tb'",
                "echo 100\\% \\%       | echo 100% %",
            })
    void escapedPercentIsAPercentAndOtherBackslashesStay(String written, String run) {
        assertEquals(run, CrontabCommand.of(written).shellLine());
        assertEquals(Optional.empty(), CrontabCommand.of(written).input());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatFollowsAPercentIsReadByTheCommand() throws Exception {
        Schedule schedule = Imports.only(
                Imports.text("crontab", "0 9 * * * tr a-z A-Z; echo \"$0\"%hello \\% 'x'%%$(touch no) back\\slash\n"));
        assertEquals("HELLO % 'X'\n\n$(TOUCH NO) BACK\\SLASH\n/bin/sh\n", outputOf(schedule.run()));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void commandStartsInTheHomeFolderThatTheTableNames() throws Exception {
        Schedule schedule = Imports.only(
                Imports.text("crontab", "HOME=/usr\nGREETING=\"it's $5\"\n0 9 * * * pwd; echo \"$HOME $GREETING\"\n"));
        assertEquals("/usr\n/usr it's $5\n", outputOf(schedule.run()));
    }

    @Test
    void linesThatAreNoCrontabLinesAreAllToldWithTheirNumbers() {
        UserException refused = assertThrows(
                UserException.class, () -> Imports.text("crontab", "# ok\nhello world\n@daily x\n* * * *\n"));
        assertEquals(78, refused.code());
        assertTrue(refused.getMessage().contains("crontab:2: no crontab line"), refused::getMessage);
        assertTrue(refused.getMessage().contains("crontab:4: no crontab line"), refused::getMessage);
        assertFalse(refused.getMessage().contains("crontab:3"), refused::getMessage);
    }

    @Test
    void namesAreValidAndEachIsTakenOnce() {
        ImportResult result = Imports.text("crontab", """
                1 0 * * * /usr/bin/Backup.sh
                2 0 * * * /opt/x/backup
                3 0 * * * /usr/bin/sweep
                4 0 * * * /usr/bin/größe-☃-🎉
                5 0 * * * ☃
                6 0 * * * cd /srv/app && sudo -n ./run.py --fast
                7 0 * * * test -x /usr/sbin/anacron || run
                8 0 * * * %s
                """.formatted("x".repeat(200)));
        assertEquals(
                List.of("Backup", "backup-2", "sweep-job", "große", "job", "run", "anacron", "x".repeat(64)).stream()
                        .map(name -> name.equals("große") ? "gro-e" : name)
                        .toList(),
                Imports.app(result).schedules().stream().map(Schedule::name).toList());
    }

    @Test
    void quotesControlsAndEmojiArriveAsTheyWere() {
        String nasty = "echo \"a\\b\" 'c' \u0001\u001b[31m \u007f\t# ]]> & \"\"\" ''' 🎉 \\u0041 \u2028 = [x]";
        Schedule schedule = Imports.only(Imports.text("crontab", "0 9 * * * " + nasty + "\n"));
        assertEquals(nasty, schedule.run().get(2));
        String manifest = Imports.text("crontab", "0 9 * * * " + nasty).manifest();
        assertFalse(manifest.contains("\u001b"), manifest);
    }

    @Test
    void aCommandThatNoManifestCanHoldIsLeft() {
        assertTrue(Imports.left(Imports.text("crontab", "0 9 * * * echo \ufdd0"))
                .obstacle()
                .isPresent());
        Carried longer = Imports.left(Imports.text("crontab", "0 9 * * * echo " + "x".repeat(1 << 20)));
        assertTrue(longer.obstacle().orElseThrow().contains("128 KiB"));
        Schedule most = Imports.only(Imports.text("crontab", "0 9 * * * echo " + "x".repeat(100_000)));
        assertEquals(100_005, most.run().get(2).length());
    }

    @Test
    void aTableOfCommentsHasNothingToCarryOver() {
        ImportResult result = Imports.text("crontab", "# nothing\n\n  # here\nA=b\n");
        assertEquals(List.of(), result.entries());
        assertEquals("", result.manifest());
    }

    private static String outputOf(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
