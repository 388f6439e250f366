package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Availability;
import dev.tickover.backend.Availability.Available;
import dev.tickover.backend.Availability.Kind;
import dev.tickover.backend.Availability.Unavailable;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {

    private static final String DOMAIN = "launchctl print gui/501";
    private final LaunchdBackend backend = new LaunchdBackend();

    @Test
    void atTheScreenItIsAvailableAndSaysWhenTicksStop() {
        Available available = (Available) probe(me(), script().on(DOMAIN, 0, "gui/501 = {}"));
        assertEquals(1, available.notes().size());
        assertTrue(available.notes().get(0).line().contains("when me logs out"), available::toString);
    }

    @Test
    void overSshBesideAScreenSessionItIsAvailableWithAWarning() {
        ScriptedRunner script = script().on(DOMAIN, 0, "").on("launchctl managername", 0, "Background\n");
        Available available = (Available) probe(me(), script);
        assertTrue(available.notes().get(1).line().contains("Background, as over SSH"), available::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {112, 124, 125})
    void withoutAScreenSessionItSaysWhereToLogIn(int code) {
        Unavailable none = unavailable(me(), script().on(DOMAIN, code, ""));
        assertEquals(Kind.NO_SESSION, none.kind());
        assertTrue(none.reason().startsWith("me has no graphical session here"), none::toString);
        assertTrue(none.reason().contains("exit code " + code), none::toString);
        assertTrue(none.advice().contains("log in"), none::toString);
    }

    @Test
    void launchctlThatIsMissingHangsOrAnswersFiveIsTold() {
        assertTrue(unavailable(me(), script().on(DOMAIN, new CommandResult.CannotStart("No such file")))
                .reason()
                .startsWith("there is no launchctl"));
        assertTrue(unavailable(me(), script().on(DOMAIN, new CommandResult.TimedOut("", "")))
                .reason()
                .equals("launchctl does not answer: timed out"));
        Unavailable five = unavailable(
                me(), script().on(DOMAIN, new CommandResult.Exited(5, "", "Print failed: 5: Input/output error")));
        assertEquals("launchd refuses gui/501: exit code 5: Print failed: 5: Input/output error", five.reason());
        assertEquals(LaunchctlExit.explain(5), five.advice());
    }

    /** Whatever language launchctl speaks: only its codes are looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"Dienst nicht gefunden", "サービスが見つかりません", "", "\u0000\u001b["})
    void wordsOfLaunchctlDecideNothing(String words) {
        assertEquals(
                Kind.NOT_PERMITTED,
                unavailable(me(), script().on(DOMAIN, new CommandResult.Exited(1, words, words)))
                        .kind());
        assertTrue(probe(me(), script().on(DOMAIN, 0, words)) instanceof Available);
    }

    @ParameterizedTest
    @EnumSource(names = "MACOS", mode = EnumSource.Mode.EXCLUDE)
    void itIsForMacosAlone(OperatingSystem system) {
        Environment environment = new Environment(system, Map.of(), Optional.of(Path.of("/home/me")), "me", false);
        for (Scope scope : Scope.values()) {
            Unavailable none = (Unavailable) backend.probe(scope, environment, new ScriptedRunner());
            assertEquals("launchd runs on macOS alone", none.reason());
        }
    }

    @Test
    void rootHasNoSessionAndOthersMayNotInstallForTheMachine() {
        Environment root = environment(Optional.of(Path.of("/Users/me")), true, 501);
        Unavailable none = (Unavailable) backend.probe(Scope.USER, root, new ScriptedRunner());
        assertEquals(Kind.NOT_PERMITTED, none.kind());
        assertTrue(none.advice().contains("without sudo"), none::toString);
        assertEquals(
                Kind.NOT_PERMITTED, ((Unavailable) backend.probe(Scope.SYSTEM, me(), new ScriptedRunner())).kind());
        ScriptedRunner script = new ScriptedRunner().on("launchctl print system", 0, "");
        assertEquals(new Available(List.of()), backend.probe(Scope.SYSTEM, root, script));
    }

    @Test
    void homeOfSomebodyElseIsTold() {
        Unavailable none = unavailable(me(), script().on("id -u", 0, "502\n"));
        assertEquals("the home folder /Users/me belongs to another user", none.reason());
        assertTrue(unavailable(environment(Optional.empty(), false, 501), script())
                .reason()
                .contains("no home folder"));
    }

    private Unavailable unavailable(Environment environment, ScriptedRunner script) {
        return (Unavailable) probe(environment, script);
    }

    private Availability probe(Environment environment, ScriptedRunner script) {
        return backend.probe(Scope.USER, environment, script);
    }

    private static ScriptedRunner script() {
        return new ScriptedRunner().on("id -u", 0, "501\n").on("launchctl managername", 0, "Aqua\n");
    }

    private static Environment me() {
        return environment(Optional.of(Path.of("/Users/me")), false, 501);
    }

    private static Environment environment(Optional<Path> home, boolean root, long id) {
        return new Environment(OperatingSystem.MACOS, Map.of(), home, "me", root, Optional.of(id));
    }
}
