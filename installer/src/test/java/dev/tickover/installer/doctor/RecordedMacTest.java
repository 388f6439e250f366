package dev.tickover.installer.doctor;

import static dev.tickover.installer.doctor.RecordedMac.print;
import static dev.tickover.installer.doctor.RecordedMac.recorded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Document;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole doctor, on a Mac whose commands answer with recorded outputs. */
@DisabledOnOs(OS.WINDOWS)
class RecordedMacTest {

    private static final String BEAT = "tickover.alma.beat";
    private static final List<String> ALWAYS = List.of("login-item-approval", "interactive-only");

    @TempDir
    Path temporary;

    private DoctorFixture fixture;
    private RecordedMac mac;
    private Path agents;
    private Path logs;

    @BeforeEach
    void installOnAMac() throws IOException {
        fixture = new DoctorFixture(temporary.resolve("Zoë's \"Mac\" & <Größe> 🎉"));
        fixture.system = OperatingSystem.MACOS;
        fixture.folder().create();
        agents = Files.createDirectories(fixture.home.resolve("Library/LaunchAgents"));
        logs = Files.createDirectories(fixture.home.resolve("Library/Logs/Tickover/alma"));
        fixture.files = new OwnFiles();
        mac = new RecordedMac(agents);
        fixture.runner = mac;
        fixture.prepareRuntime();
        fixture.logs = Optional.of(logs.toString());
        ExaminedApp examined = fixture.examined();
        for (Document document : examined.translation().documents()) {
            Files.writeString(document.path(), document.content());
        }
        fixture.compile(examined);
    }

    @Test
    void nothingIsWrongWhereEveryOutputIsThatOfAHealthyMac() {
        assertFound();
    }

    @Test
    void startsThatAreHeldBackAreFound() {
        mac.answer(print(BEAT), mac.recordedOf("print-held", BEAT));
        Finding finding = assertFound("pended-spawn");
        assertTrue(finding.what().contains("pended nondemand spawn = inefficient"), finding::toString);
        assertTrue(finding.mend().endsWith("tickover wake alma beat"), finding::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Dienst nicht gefunden: Zugriff verweigert\n",
                "サービスが見つかりません\n",
                "pid = 1\n\tstate = running\n"
            })
    void jobThatIsNotLoadedIsFoundByItsCodeAlone(String words) {
        mac.answer(print(BEAT), RecordedMac.missing(BEAT, words));
        assertFound("not-loaded");
    }

    @Test
    void jobThatCouldNotBeStartedIsFound() {
        mac.answer(print(BEAT), mac.recordedOf("print-not-started", BEAT));
        assertFound("last-start-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"print-disabled-new", "print-disabled-old"})
    void labelThatIsSwitchedOffIsFoundInBothForms(String form) {
        mac.answer("launchctl print-disabled gui/501", recorded(form));
        assertFound("disabled-label");
    }

    @Test
    void symbolicLinkInThePropertyListsPlaceIsFound() throws IOException {
        Path file = agents.resolve(BEAT + ".plist");
        Path elsewhere = Files.move(file, fixture.home.resolve("dotfiles & <co>.plist"));
        Files.createSymbolicLink(file, elsewhere);
        mac.answer(print(BEAT), mac.recordedOf("print-well", BEAT));
        Finding finding = assertFound("plist-symlink");
        assertTrue(finding.what().contains(elsewhere.toString()), finding::toString);
    }

    @Test
    void labelThatSomebodyElseLoadedIsFound() {
        Path other = Path.of("/Library/LaunchAgents/other.plist");
        mac.answer(print(BEAT), RecordedMac.recordedOf("print-well", BEAT, other));
        Finding finding = assertFound("entry-elsewhere");
        assertTrue(finding.what().contains("launchctl bootout gui/501/" + BEAT), finding::toString);
    }

    @Test
    void logFolderThatIsMissingIsFound() throws IOException {
        Files.delete(logs);
        assertFound("log-folder-missing", "log-folder-missing");
    }

    @Test
    void logThatGrowsIsFound() throws IOException {
        Path log = Files.writeString(logs.resolve("beat.log"), "x");
        Files.writeString(logs.resolve("sweep.log"), "x");
        fixture.files = new OwnFiles() {
            @Override
            public long length(Path path) {
                return path.equals(log) ? LogCheck.MOST + 1 : LogCheck.MOST;
            }
        };
        Finding finding = assertFound("log-large");
        assertTrue(finding.what().startsWith(log + " holds 16 MiB"), finding::toString);
    }

    @Test
    void javaOptionsForEveryJobAreFound() {
        mac.answer("launchctl getenv JDK_JAVA_OPTIONS", new CommandResult.Exited(0, "-Xmx4g -Dkey=secret\n", ""));
        Finding finding = assertFound("java-options");
        assertEquals("launchctl unsetenv JDK_JAVA_OPTIONS", finding.mend());
        assertFalse(finding.what().contains("secret"), finding::toString);
    }

    @Test
    void hangingLaunchctlIsFoundOnce() {
        CommandResult hangs = new CommandResult.TimedOut("", "");
        mac.answer("launchctl print gui/501", hangs).answer("launchctl list", hangs);
        assertEquals(List.of("scheduler-unavailable", "login-item-approval"), ids());
    }

    /** The user of the recorded Mac is number 501, whoever runs the tests. */
    private static class OwnFiles implements FileFacts {
        @Override
        public Optional<Long> owner(Path path) {
            return Optional.of(501L);
        }
    }

    /** Returns the one finding beside those of every Mac. */
    private Finding assertFound(String... expected) {
        assertEquals(
                Stream.concat(Stream.of(expected), ALWAYS.stream()).sorted().toList(),
                ids().stream().sorted().toList());
        return findings().get(0);
    }

    private List<String> ids() {
        return findings().stream().map(finding -> finding.check().id()).toList();
    }

    private List<Finding> findings() {
        return new Doctor(fixture.machine(fixture.folder())).examine().findings();
    }
}
