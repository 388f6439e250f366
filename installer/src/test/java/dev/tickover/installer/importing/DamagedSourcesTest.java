package dev.tickover.installer.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tickover.installer.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources with random bytes changed, cut out or doubled: each is refused in words, or makes a valid manifest. */
class DamagedSourcesTest {

    private static final String STRANGE = "0123456789-/*,:.%$\\\"'<>&=@~ \n[]";
    private static final List<String> NAMES = List.of("crontab", "x.plist", "x.timer", "x.xml");

    private static final List<String> SOUND = List.of(
            "MAILTO=\"me\"\nPATH=/bin\n*/5 1-3 * * MON-FRI /bin/a 'b c' \\% x%in\n@daily /bin/c\n# d\n1 2 3 4 5 e\n",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <plist version="1.0"><dict><key>Label</key><string>com.example.a</string>
            <key>ProgramArguments</key><array><string>/bin/a</string><string>b &amp; &#9731;</string></array>
            <key>StartInterval</key><integer>600</integer>
            <key>StartCalendarInterval</key><array><dict><key>Hour</key><integer>3</integer></dict>
            <dict><key>Day</key><integer>1</integer><key>Weekday</key><integer>5</integer></dict></array>
            <key>EnvironmentVariables</key><dict><key>A</key><string>b</string></dict></dict></plist>
            """, """
            [Unit]
            Description=x
            [Timer]
            OnCalendar=Mon..Fri *-*-1..7,15/3 09,17:00/20 Europe/Paris
            OnCalendar=weekly
            OnUnitActiveSec=1h 30min
            RandomizedDelaySec=5m
            Persistent=true
            """, """
            <?xml version="1.0" encoding="UTF-16"?>
            <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"><Triggers>
            <CalendarTrigger><StartBoundary>2020-01-01T09:30:00</StartBoundary><RandomDelay>PT5M</RandomDelay>
            <Repetition><Interval>PT20M</Interval><Duration>PT2H</Duration></Repetition>
            <ScheduleByWeek><DaysOfWeek><Monday /><Friday /></DaysOfWeek></ScheduleByWeek></CalendarTrigger>
            <TimeTrigger><StartBoundary>2020-01-01T00:00:00Z</StartBoundary>
            <Repetition><Interval>PT90M</Interval></Repetition></TimeTrigger></Triggers>
            <Settings><ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
            <RestartOnFailure><Interval>PT5M</Interval><Count>3</Count></RestartOnFailure></Settings>
            <Actions><Exec><Command>C:\\a.exe</Command><Arguments>"b \\" c</Arguments></Exec></Actions></Task>
            """);

    private static final String SERVICE =
            "[Service]\nType=oneshot\nEnvironment=\"A=b c\"\nExecStart=/bin/a ${A} 'x' \\\n  %h\nTimeoutStartSec=5min\n";

    @TempDir
    Path folder;

    @Test
    void damageIsToldOrDoesNoHarm() throws IOException {
        int refused = 0;
        int carried = 0;
        for (long seed = 1; seed <= 1600; seed++) {
            Random random = new Random(seed);
            int kind = random.nextInt(NAMES.size());
            Files.writeString(folder.resolve("x.service"), SERVICE);
            boolean service = kind == 2 && random.nextBoolean();
            byte[] damaged = damaged(service ? SERVICE : SOUND.get(kind), random);
            if (service) {
                Files.writeString(folder.resolve("x.timer"), SOUND.get(2));
                Files.write(folder.resolve("x.service"), damaged);
            } else {
                Files.write(folder.resolve(NAMES.get(kind)), damaged);
            }
            try {
                ImportResult result = Imports.file(folder.resolve(NAMES.get(kind)));
                carried += result.manifest().isEmpty() ? 0 : 1;
                if (!result.manifest().isEmpty()) {
                    Imports.app(result);
                }
            } catch (UserException told) {
                refused++;
                assertEquals(78, told.code(), "seed " + seed);
                assertFalse(told.getMessage().isBlank() || told.advice().isBlank(), "seed " + seed);
            } catch (RuntimeException bug) {
                fail("seed " + seed + ": " + new String(damaged, StandardCharsets.ISO_8859_1), bug);
            }
        }
        assertTrue(refused > 200 && carried > 200, refused + " refused, " + carried + " carried over");
    }

    private static byte[] damaged(String sound, Random random) {
        StringBuilder text = new StringBuilder(sound);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, Math.min(end, text.length() - 1));
                case 2 -> text.insert(at, text.substring(at, end));
                default -> text.insert(at, STRANGE.charAt(random.nextInt(STRANGE.length())));
            }
        }
        return text.toString().getBytes(random.nextInt(20) == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
    }
}
