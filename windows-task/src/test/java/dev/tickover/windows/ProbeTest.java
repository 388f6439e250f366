package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Availability;
import dev.tickover.backend.Availability.Available;
import dev.tickover.backend.Availability.Kind;
import dev.tickover.backend.Availability.Unavailable;
import dev.tickover.backend.PlanStep;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandResult.CannotStart;
import dev.tickover.machine.CommandResult.Exited;
import dev.tickover.machine.CommandResult.TimedOut;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {

    private static final String USER = "\"contoso\\j\uFFFDrgen\",\"" + Deployments.SID + "\"\r\n";
    private static final String ELEVATED =
            "\"Verbindliche Beschriftung\\Hohe Verbindlichkeitsstufe\",\"Bezeichnung\",\"S-1-16-12288\",\"\"\r\n";
    private static final String ORDINARY = "\"必須ラベル\\中\",\"ラベル\",\"S-1-16-8192\",\"\"\r\n";

    @TempDir
    Path home;

    private final WindowsTaskBackend backend = new WindowsTaskBackend(Optional::empty);

    @ParameterizedTest
    @EnumSource(Speech.class)
    void userMayInstallAndIsToldWhenTicksCome(Speech speech) {
        Availability availability = probe(Scope.USER, runner(speech.done(), USER, ORDINARY));
        assertEquals(new Available(List.of(Probe.LOGGED_ON)), availability);
        assertEquals("\\Tickover-" + Deployments.SID + "\\alma\\a", taskOfKick(Scope.USER));
    }

    @Test
    void onlyAnElevatedConsoleInstallsForTheMachine() {
        Unavailable refused = (Unavailable) probe(Scope.SYSTEM, runner(Speech.ENGLISH.done(), USER, ORDINARY));
        assertEquals(Kind.NOT_PERMITTED, refused.kind());
        WindowsTaskBackend another = new WindowsTaskBackend(Optional::empty);
        assertEquals(
                new Available(List.of()),
                another.probe(Scope.SYSTEM, windows(), runner(Speech.GERMAN.done(), USER, ELEVATED)));
        assertEquals("\\Tickover\\alma\\a", taskOfKick(Scope.SYSTEM));
    }

    @Test
    void windowsItselfIsAskedBeforeWhoAmI() {
        WindowsTaskBackend windows =
                new WindowsTaskBackend(() -> Optional.of(new UserAccount("S-1-5-21-7-7-7-7", true)));
        CommandRunner runner = command -> {
            assertFalse(command.arguments().contains("whoami"));
            return Speech.ENGLISH.done();
        };
        assertEquals(new Available(List.of()), windows.probe(Scope.SYSTEM, windows(), runner));
    }

    @Test
    void accountWithoutAnIdentifierIsAnObstacle() {
        Unavailable refused = (Unavailable) probe(Scope.USER, runner(Speech.ENGLISH.done(), "whatever\r\n", ""));
        assertTrue(refused.advice().contains("whoami /user"), refused.advice());
    }

    @Test
    void missingAndHangingSchtasksAreObstacles() {
        Unavailable missing = (Unavailable) probe(Scope.USER, runner(new CannotStart("error=2"), USER, ""));
        assertTrue(missing.reason().startsWith("there is no schtasks"), missing.reason());
        Unavailable hanging = (Unavailable) probe(Scope.USER, runner(new TimedOut("", ""), USER, ""));
        assertEquals("schtasks timed out", hanging.reason());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 0x80070005})
    void deniedAccessIsAMatterOfRights(int code) {
        Unavailable denied =
                (Unavailable) probe(Scope.USER, runner(new Exited(code, "", "エラー: アクセスが拒否されました。"), USER, ORDINARY));
        assertEquals(Kind.NOT_PERMITTED, denied.kind());
        assertTrue(denied.advice().contains("administrator"), denied.advice());
    }

    @Test
    void damagedTaskOfAnybodyHindersNobody() {
        Available available = (Available)
                probe(Scope.USER, runner(new Exited(1, "", "FEHLER: Das Abbild ist beschädigt."), USER, ORDINARY));
        assertEquals(2, available.notes().size());
    }

    @Test
    void elsewhereThereIsNoTaskScheduler() {
        Environment linux = new Environment(OperatingSystem.LINUX, Map.of(), Optional.of(home), "me", true);
        assertTrue(backend.probe(Scope.USER, linux, command -> new CannotStart("none")) instanceof Unavailable);
        assertEquals(home.resolve(".local/state/tickover/.windows-task"), backend.documentFolder(Scope.USER, linux));
    }

    @Test
    void folderThatIsNotSetIsAnObstacle() {
        Environment bare = new Environment(OperatingSystem.WINDOWS, Map.of(), Optional.empty(), "me", false);
        Unavailable refused = (Unavailable) backend.probe(Scope.USER, bare, command -> new CannotStart("none"));
        assertTrue(refused.advice().contains("LOCALAPPDATA"), refused.advice());
    }

    @Test
    void schedulerThatDoesNotAnswerIsAProblemOfEachEntry() throws Exception {
        Path documents = backend.documentFolder(Scope.USER, windows());
        java.nio.file.Files.createDirectories(documents);
        java.nio.file.Files.writeString(documents.resolve("alma.a.xml"), "");
        var found = backend.inspect(
                new AppAddress("alma", Scope.USER), windows(), runner(new TimedOut("", ""), USER, ORDINARY));
        assertEquals(
                "Task Scheduler does not answer: timed out",
                found.entries().get("a").problemText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"S-1-5-18", "S-1-5-21-1-2-3-1001", "S-1-12-1-4294967295-1-2-3"})
    void identifiersAreKnown(String sid) {
        assertTrue(UserAccount.isSid(sid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "me", "S-1", "S-1-5-21-x", "S-1-5-21\\..\\x", "S-1-5-18 "})
    void otherTextIsNoIdentifier(String text) {
        assertFalse(UserAccount.isSid(text));
    }

    private Availability probe(Scope scope, CommandRunner runner) {
        return backend.probe(scope, windows(), runner);
    }

    private String taskOfKick(Scope scope) {
        PlanStep.Run run = backend.kick(new AppAddress("alma", scope), "a", windows());
        assertEquals(
                List.of("schtasks", "/run", "/tn"), run.command().arguments().subList(0, 3));
        return run.command().arguments().get(3);
    }

    private Environment windows() {
        return new Environment(
                OperatingSystem.WINDOWS,
                Map.of("LOCALAPPDATA", home.toString(), "ProgramData", home.toString()),
                Optional.of(home),
                "me",
                false);
    }

    private static CommandRunner runner(CommandResult schtasks, String user, String groups) {
        return command -> switch (String.join(" ", command.arguments())) {
            case "whoami /user /fo csv /nh" -> new Exited(0, user, "");
            case "whoami /groups /fo csv /nh" -> new Exited(0, groups, "");
            default -> schtasks;
        };
    }
}
