package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Availability;
import dev.tickover.backend.Availability.Available;
import dev.tickover.backend.Availability.Kind;
import dev.tickover.backend.Availability.Unavailable;
import dev.tickover.backend.Note;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {

    private static final Map<String, String> SESSION = Map.of("XDG_RUNTIME_DIR", "/run/user/1000");
    private static final Path UNITS = Path.of("/home/me/.config/systemd/user");
    private static final String STATE = "systemctl --user --no-ask-password is-system-running";
    private static final String PATHS = "systemctl --user --no-ask-password show --property=UnitPath --value";
    private static final String LINGER = "loginctl show-user me --property=Linger --value";

    @TempDir
    Path lingerFolder;

    private final ScriptedRunner runner = new ScriptedRunner();

    @AfterEach
    void scriptIsUsedUp() {
        runner.assertUsedUp();
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "degraded", "starting"})
    void managerThatServesIsAvailable(String state) {
        runner.expect(STATE, state.equals("running") ? 0 : 1, state + "\n", "")
                .expect(PATHS, 0, "/run/x " + UNITS + " /usr/lib/systemd/user\n", "")
                .expect(LINGER, 0, "yes\n", "");
        assertEquals(new Available(List.of()), probe(Scope.USER, SESSION));
    }

    @Test
    void withoutLingeringItSaysThatTicksStopAtLogout() {
        runner.expect(STATE, 0, "running\n", "")
                .expect(PATHS, 0, UNITS + "\n", "")
                .expect(LINGER, 0, "no\n", "");
        Available available = (Available) probe(Scope.USER, SESSION);
        assertEquals(
                List.of("lingering is off: ticks stop when me logs out and are made up for at the next login; "
                        + "to keep them going: loginctl enable-linger me"),
                available.notes().stream().map(Note::line).toList());
    }

    @Test
    void lingeringIsReadFromTheFolderWhereLoginctlDoesNotKnowTheUser() throws IOException {
        Files.createFile(lingerFolder.resolve("me"));
        runner.expect(STATE, 0, "running\n", "")
                .expect(PATHS, 0, UNITS + "\n", "")
                .expect(LINGER, 1, "", "Failed to get user: User ID 1000 is not logged in or lingering\n");
        assertEquals(new Available(List.of()), probe(Scope.USER, SESSION));
    }

    @Test
    void managerThatReadsAnotherFolderIsOfNoUse() {
        runner.expect(STATE, 0, "running\n", "").expect(PATHS, 0, "/home/me/conf/systemd/user /etc/systemd/user\n", "");
        assertUnavailable("does not read " + UNITS, "XDG_CONFIG_HOME", Kind.NO_SCHEDULER, probe(Scope.USER, SESSION));
    }

    @Test
    void folderWithABlankInItsPathIsFoundThoughSystemdQuotesIt() {
        Path units = Path.of("/home/jörg müller/.config/systemd/user");
        Environment environment =
                new Environment(OperatingSystem.LINUX, SESSION, Optional.of(Path.of("/home/jörg müller")), "me", false);
        runner.expect(STATE, 0, "running\n", "")
                .expect(PATHS, 0, "/run/x \"" + units + "\" /usr/lib/systemd/user\n", "")
                .expect(LINGER, 0, "yes\n", "");
        Availability availability = new Probe(Scope.USER, environment, runner, Optional.of(units), lingerFolder).look();
        assertEquals(new Available(List.of()), availability);
    }

    @Test
    void anotherSystemHasNoSystemd() {
        Environment mac = new Environment(OperatingSystem.MACOS, Map.of(), Optional.empty(), "me", false);
        Availability availability = new Probe(Scope.USER, mac, runner, Optional.of(UNITS), lingerFolder).look();
        assertUnavailable("Linux alone", "", Kind.NO_SCHEDULER, availability);
    }

    @Test
    void systemctlMayBeMissing() {
        runner.expect(STATE, new CommandResult.CannotStart("No such file"));
        assertUnavailable("there is no systemctl", "tickover run", Kind.NO_SCHEDULER, probe(Scope.USER, SESSION));
    }

    @Test
    void withoutARuntimeFolderNoManagerIsFound() {
        assertUnavailable(
                "XDG_RUNTIME_DIR is not set", "/run/user/", Kind.NO_USER_MANAGER, probe(Scope.USER, Map.of()));
    }

    @Test
    void withoutAHomeFolderThereIsNoPlaceForUnits() {
        Environment homeless = new Environment(OperatingSystem.LINUX, SESSION, Optional.empty(), "me", false);
        Availability availability = new SystemdBackend().probe(Scope.USER, homeless, runner);
        assertUnavailable("no home folder", "HOME", Kind.NO_SCHEDULER, availability);
    }

    @Test
    void containerWithoutSystemdIsToldApart() {
        runner.expect(STATE, 1, "offline\n", "");
        assertUnavailable("not running here", "tickover run", Kind.NO_SCHEDULER, probe(Scope.USER, SESSION));
    }

    @Test
    void busOutOfReachIsToldApart() {
        runner.expect(STATE, 1, "", "Failed to connect to bus: No medium found\n");
        assertUnavailable("No medium found", "log in", Kind.NO_USER_MANAGER, probe(Scope.USER, SESSION));
    }

    @Test
    void managerThatDoesNotAnswerIsToldApart() {
        runner.expect(STATE, new CommandResult.TimedOut("", ""));
        assertUnavailable("does not answer", "systemctl status", Kind.NO_SCHEDULER, probe(Scope.USER, SESSION));
    }

    @Test
    void systemThatIsStoppingServesNoTimers() throws IOException {
        Map<String, String> session = Map.of("XDG_RUNTIME_DIR", lingerFolder.toString());
        runner.expect(STATE, 1, "stopping\n", "").expect(STATE, 1, "stopping\n", "");
        assertUnavailable("stopping", "", Kind.NO_USER_MANAGER, probe(Scope.USER, session));
        Files.createFile(lingerFolder.resolve("bus"));
        assertUnavailable("stopping", "", Kind.NO_SCHEDULER, probe(Scope.USER, session));
    }

    @Test
    void onlyRootMayInstallForTheMachine() {
        assertUnavailable("only root", "sudo", Kind.NOT_PERMITTED, probe(Scope.SYSTEM, SESSION));
    }

    @Test
    void rootNeedsNoSessionAndNoLingering() {
        runner.expect("systemctl --no-ask-password is-system-running", 0, "running\n", "");
        Environment root = new Environment(OperatingSystem.LINUX, Map.of(), Optional.empty(), "root", true);
        assertEquals(new Available(List.of()), new SystemdBackend().probe(Scope.SYSTEM, root, runner));
    }

    private Availability probe(Scope scope, Map<String, String> variables) {
        Environment me =
                new Environment(OperatingSystem.LINUX, variables, Optional.of(Path.of("/home/me")), "me", false);
        return new Probe(scope, me, runner, Optional.of(UNITS), lingerFolder).look();
    }

    private static void assertUnavailable(String reason, String advice, Kind kind, Availability actual) {
        Unavailable unavailable = (Unavailable) actual;
        assertTrue(unavailable.reason().contains(reason), unavailable.toString());
        assertTrue(unavailable.advice().contains(advice), unavailable.toString());
        assertEquals(kind, unavailable.kind());
    }
}
