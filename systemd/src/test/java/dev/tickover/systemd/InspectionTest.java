package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Problem;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {

    private static final String SHOW = "systemctl --user --no-ask-password show --property=" + UnitProperties.ASKED;

    @TempDir
    Path home;

    private Path folder;
    private final ScriptedRunner runner = new ScriptedRunner();

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(home.resolve(".config/systemd/user"));
    }

    @Test
    void withoutUnitsNothingIsAsked() throws IOException {
        write("tickover.a.b.beat.timer", "of another application");
        write("tickover.a.beat.timer.bak", "no unit");
        Files.createDirectory(folder.resolve("tickover.a.folder.timer"));
        assertEquals(Inventory.EMPTY, inspect("a"));
    }

    @Test
    void entryInForceHasNoProblem() throws IOException {
        writeBeat();
        expectBeat(timer("loaded", "enabled", "active", "Sun 2026-11-22 02:00:00 UTC"));
        Found beat = inspect("a").entries().get("beat");
        assertEquals(List.of(), beat.problems());
        assertTrue(beat.enabled() && beat.active());
        assertEquals(Optional.of(Instant.parse("2026-11-22T02:00:00Z")), beat.next());
        assertEquals(
                Map.of(
                        folder.resolve("tickover.a.beat.timer"),
                        "timer",
                        folder.resolve("tickover.a.beat.service"),
                        "service"),
                beat.documents());
    }

    @Test
    void disabledAndStoppedTimerIsTold() throws IOException {
        writeBeat();
        expectBeat(timer("loaded", "disabled", "inactive", ""));
        Found beat = inspect("a").entries().get("beat");
        assertFalse(beat.enabled() || beat.active());
        assertEquals(List.of(Problems.DISABLED, Problems.INACTIVE), beat.problems());
    }

    @Test
    void deadTimerIsTold() throws IOException {
        writeBeat();
        expectBeat(timer("loaded", "enabled", "active", ""));
        assertEquals(
                List.of(Problems.NO_NEXT), inspect("a").entries().get("beat").problems());
    }

    @Test
    void brokenUnitIsTold() throws IOException {
        writeBeat();
        expectBeat(timer("bad-setting", "", "inactive", ""));
        assertEquals(
                List.of(Problems.notLoaded("tickover.a.beat.timer", "bad-setting")),
                inspect("a").entries().get("beat").problems());
    }

    @Test
    void unitReadFromElsewhereIsTold() throws IOException {
        writeBeat();
        expectBeat(timer("loaded", "enabled", "active", "Sun 2026-11-22 02:00:00 UTC")
                .replace("FragmentPath=" + folder, "FragmentPath=/etc/systemd/user"));
        assertEquals(
                "tickover.a.beat.timer is read from /etc/systemd/user/tickover.a.beat.timer",
                inspect("a").entries().get("beat").problemText());
    }

    @Test
    void dropInsAndUnreadChangesAreTold() throws IOException {
        writeBeat();
        Path dropIn = folder.resolve("tickover.a.beat.timer.d/x.conf");
        Files.createDirectories(dropIn.getParent());
        Files.writeString(dropIn, "drop-in");
        expectBeat(timer("loaded", "enabled", "active", "Sun 2026-11-22 02:00:00 UTC")
                .replace("DropInPaths=", "DropInPaths=" + dropIn)
                .replace("NeedDaemonReload=no", "NeedDaemonReload=yes"));
        Found beat = inspect("a").entries().get("beat");
        assertEquals(List.of(Problems.UNREAD, Problems.dropIns(dropIn.toString())), beat.problems());
        assertEquals("drop-in", beat.documents().get(dropIn));
    }

    @Test
    void maskIsTold() throws IOException {
        writeBeat();
        Files.delete(folder.resolve("tickover.a.beat.timer"));
        Files.createSymbolicLink(folder.resolve("tickover.a.beat.timer"), Path.of("/dev/null"));
        expectBeat(timer("masked", "masked", "inactive", ""));
        Found beat = inspect("a").entries().get("beat");
        assertEquals("tickover.a.beat.timer is masked by hand", beat.problemText());
        assertEquals(List.of("tickover.a.beat.timer"), beat.unitsWith(Problem.Kind.MASKED));
        assertEquals(
                Set.of(folder.resolve("tickover.a.beat.service")),
                beat.documents().keySet());
    }

    @Test
    void linkThatEnablesAMissingTimerIsFound() throws IOException {
        Path link = folder.resolve("timers.target.wants/tickover.a.beat.timer");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, folder.resolve("tickover.a.beat.timer"));
        expectBeat(timer("not-found", "", "inactive", ""));
        Found beat = inspect("a").entries().get("beat");
        assertTrue(beat.enabled());
        assertEquals("tickover.a.beat.timer is missing; tickover.a.beat.service is missing", beat.problemText());
    }

    @Test
    void silentSystemdIsTold() throws IOException {
        writeBeat();
        runner.expect(SHOW + " tickover.a.beat.timer tickover.a.beat.service", 1, "", "Failed to connect to bus\n");
        Found beat = inspect("a").entries().get("beat");
        assertEquals("systemd does not answer: exit code 1: Failed to connect to bus", beat.problemText());
        assertEquals(2, beat.documents().size());
    }

    @Test
    void fileThatIsNoTextIsNoError() throws IOException {
        writeBeat();
        Files.write(folder.resolve("tickover.a.beat.timer"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        expectBeat(timer("loaded", "enabled", "active", "Sun 2026-11-22 02:00:00 UTC"));
        assertEquals(List.of(), inspect("a").entries().get("beat").problems());
    }

    @ParameterizedTest
    @CsvSource({
        "Sun 2026-11-22 02:00:00 UTC, 2026-11-22T02:00:00Z",
        "Sun 2026-11-22 02:00:00.250000 UTC, 2026-11-22T02:00:00.250Z",
        "@1795312800, 2026-11-22T02:00:00Z",
        "@1795312800.000001, 2026-11-22T02:00:00Z",
        "n/a,",
        "'',",
        "Sun 2026-11-22 02:00:00 CET,",
        "So 22. Nov 02:00:00 UTC,",
        "@,",
    })
    void pointInTimeIsReadInEveryFormOrNotAtAll(String text, Instant expected) {
        UnitProperties properties = new UnitProperties(Map.of("P", text));
        assertEquals(Optional.ofNullable(expected), properties.instant("P"));
    }

    private Inventory inspect(String app) {
        Environment me = new Environment(OperatingSystem.LINUX, Map.of(), Optional.of(home), "me", false);
        Inventory inventory = new SystemdBackend().inspect(new AppAddress(app, Scope.USER), me, runner);
        runner.assertUsedUp();
        return inventory;
    }

    private void writeBeat() throws IOException {
        write("tickover.a.beat.timer", "timer");
        write("tickover.a.beat.service", "service");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void expectBeat(String timer) {
        String service = "\nId=tickover.a.beat.service\nLoadState=loaded\nActiveState=inactive\nFragmentPath=" + folder
                + "/tickover.a.beat.service\nDropInPaths=\nUnitFileState=static\nNeedDaemonReload=no\n";
        runner.expect(SHOW + " tickover.a.beat.timer tickover.a.beat.service", 0, timer + service, "");
    }

    /** As systemctl 252 prints it, timers' own properties first. */
    private String timer(String load, String file, String active, String next) {
        return "NextElapseUSecRealtime=" + next + "\nId=tickover.a.beat.timer\nLoadState=" + load + "\nActiveState="
                + active
                + "\nFragmentPath=" + folder + "/tickover.a.beat.timer\nDropInPaths=\nUnitFileState=" + file
                + "\nNeedDaemonReload=no\n";
    }
}
