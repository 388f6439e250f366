package dev.tickover.windows;

import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tickover.backend.Inventory.Found;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Task Scheduler tells of runs, in numbers alone. */
class TaskRunsTest {

    private static final Instant NEXT = Instant.parse("2025-11-20T10:00:00Z");
    private static final String NO_TIME = "94353120000000000";

    @TempDir
    Path home;

    private Installation windows;

    @BeforeEach
    void install() {
        windows = new Installation(home, Deployments.SID);
        windows.install(every("a", 30).build());
    }

    @ParameterizedTest
    @EnumSource(Speech.class)
    void nextRunIsReadInEveryLanguageAndEncoding(Speech speech) {
        windows.scheduler().speak(speech);
        assertEquals(new Found(found().documents(), true, true, Optional.of(NEXT), List.of()), found());
    }

    @ParameterizedTest
    @CsvSource({
        "-2147024894, 0x80070002: its program was not found",
        "2147942402, 0x80070002: its program was not found",
        "-2147024629, 0x8007010B: its working folder was not found",
        "-2147024703, 0x800700C1: its program is none that Windows can run",
        "-2147216604, 0x80041324: one of its conditions was not met",
        "-2147220991, 0x80040201: Task Scheduler could not run it",
    })
    void startThatFailedIsTold(String code, String why) {
        windows.scheduler().ran(code, "134081064000000000");
        assertEquals("its last start failed with " + why, found().problemText());
        assertEquals(List.of(), windows.planFor(every("a", 30).build()).steps(), "and nothing to be registered anew");
    }

    /** Running, never run, ended by hand, ran already, logged off, disabled; the client's own codes; Ctrl-C. */
    @ParameterizedTest
    @ValueSource(
            strings = {"0", "267009", "267011", "267014", "-2147216609", "-2147216608", "1", "75", "78", "-1073741510"})
    void whatIsNoFailureOfTheStartIsNotTold(String code) {
        windows.scheduler().ran(code, "134081064000000000");
        assertEquals(List.of(), found().problems());
    }

    @Test
    void taskThatWillNeverRunAgainIsTold() {
        windows.scheduler().ran("0", NO_TIME);
        assertEquals(List.of(Problems.NO_NEXT), found().problems());
        assertEquals(Optional.empty(), found().next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "1|2|3", "99999999999999999999"})
    void whatCannotBeReadIsNotTold(String next) {
        windows.scheduler().ran("0", next);
        assertEquals(List.of(), found().problems());
        assertEquals(Optional.empty(), found().next());
    }

    @Test
    void windowsItselfIsAskedBeforePowerShell() {
        TaskRun run = new TaskRun(0x80070002, Optional.of(NEXT));
        WindowsTaskBackend backend = new WindowsTaskBackend(Optional::empty, tasks -> Map.of(tasks.get(0), run));
        windows.scheduler().failAt(-1, false);
        Found found = backend.inspect(Installation.ALMA, windows.scheduler().environment(), windows.scheduler())
                .entries()
                .get("a");
        assertEquals(Optional.of(NEXT), found.next());
        assertEquals(1, found.problems().size());
        assertEquals(
                List.of(),
                windows.scheduler().log().stream()
                        .filter(line -> line.startsWith("powershell"))
                        .toList());
    }

    @Test
    void powerShellThatIsMissingOrHangsLeavesTheRestAsItIs() {
        for (CommandResult result :
                List.of(new CommandResult.CannotStart("no such file"), new CommandResult.TimedOut("", ""))) {
            Found found = windows.backend()
                    .inspect(
                            Installation.ALMA,
                            windows.scheduler().environment(),
                            command -> command.arguments().get(0).equals("powershell.exe")
                                    ? result
                                    : windows.scheduler().run(command))
                    .entries()
                    .get("a");
            assertEquals(new Found(found.documents(), true, true, Optional.empty(), List.of()), found);
        }
    }

    /** Days since 1899-12-30 in local time, whichever half of the year it is. */
    @ParameterizedTest
    @CsvSource({
        "46347.5, Europe/Berlin, 2026-11-21T11:00:00Z",
        "46204.25, Europe/Berlin, 2026-07-01T04:00:00Z",
        "46204.0, America/New_York, 2026-07-01T04:00:00Z",
        "46204.999988425926, Asia/Kathmandu, 2026-07-01T18:14:59Z",
    })
    void timesOfOleAutomationAreReadInLocalTime(double date, String zone, Instant instant) {
        assertEquals(Optional.of(instant), NativeTaskRuns.instant(date, ZoneId.of(zone)));
        assertEquals(Optional.empty(), NativeTaskRuns.instant(0, ZoneId.of(zone)));
    }

    @Test
    void elsewhereNothingIsKnown() {
        assumeFalse(Environment.current().system() == OperatingSystem.WINDOWS, "this is Windows");
        assertEquals(Map.of(), new NativeTaskRuns().of(List.of("\\a")));
    }

    private Found found() {
        return windows.inspect().entries().get("a");
    }
}
