package dev.tickover.launchd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Problem;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Scope;
import dev.tickover.testing.backend.AppliedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {

    private static final AppAddress ALMA = new AppAddress("alma", Scope.USER);

    @TempDir
    Path home;

    private final LaunchdBackend backend = new LaunchdBackend();
    private FakeLaunchd launchd;

    @BeforeEach
    void install() {
        launchd = new FakeLaunchd(home);
        AppliedPlan.of(
                backend.install(
                        backend.translate(Deployments.MAC.of(
                                app("alma", every("a", 30).build()),
                                Scope.USER,
                                launchd.folder(),
                                List.of("/usr/bin/tick"))),
                        Inventory.EMPTY,
                        launchd.environment()),
                launchd);
        launchd.forgetLog();
    }

    @Test
    void whatIsInForceIsFoundWithItsDocument() throws IOException {
        assertEquals(Set.of("a", "sweep"), inspect().entries().keySet());
        Found found = found();
        assertTrue(found.active() && found.enabled());
        assertEquals(List.of(), found.problems());
        assertEquals(Files.readString(file()), found.documents().get(file()));
    }

    @Test
    void nothingIsFoundOfAnotherApplicationWhoseIdBeginsAlike() throws IOException {
        Files.writeString(launchd.folder().resolve("tickover.alma.x.b.plist"), "");
        Files.writeString(launchd.folder().resolve("tickover.almanac.b.plist"), "");
        Files.writeString(launchd.folder().resolve("tickover.alma..plist"), "");
        launchd.load("tickover.alma.x.c", file());
        assertEquals(Set.of("a", "sweep"), inspect().entries().keySet());
    }

    @Test
    void startThatIsHeldBackIsTold() {
        launchd.printsOf("tickover.alma.a", "\tpended nondemand spawn = inefficient\n");
        assertEquals(List.of(Problems.held("inefficient")), found().problems());
        assertTrue(found().active());
    }

    @Test
    void jobThatCouldNotBeStartedIsTold() {
        launchd.printsOf("tickover.alma.a", "\tlast exit code = 78: EX_CONFIG\n");
        assertEquals(List.of(Problems.NOT_STARTED), found().problems());
        launchd.printsOf("tickover.alma.a", "\tlast exit code = 1\n");
        assertEquals(List.of(), found().problems());
    }

    @Test
    void damagedPropertyListIsTold() throws IOException {
        for (OddDocument odd : OddDocument.values()) {
            Files.writeString(file(), odd.text());
            assertEquals(1, found().problems().size(), odd + ": " + found().problems());
        }
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertTrue(found().problemText().startsWith("tickover.alma.a.plist is no XML"), found()::toString);
        Files.writeString(file(), "<plist><dict><key>Label</key><string>tickover.Alma.a</string></dict></plist>");
        assertEquals(List.of(Problems.otherLabel("tickover.Alma.a")), found().problems());
    }

    @Test
    void propertyListThatCannotBeReadIsToldAndTheOthersAreStillFound() throws IOException {
        Files.delete(file());
        Files.createSymbolicLink(file(), home.resolve("nowhere"));
        assertTrue(found().has(Problem.Kind.SYMBOLIC_LINK), found()::toString);
        assertFalse(found().enabled());
        assertEquals(List.of(), inspect().entries().get("sweep").problems());
    }

    @Test
    void jobLoadedFromElsewhereIsTold() {
        launchd.load("tickover.alma.a", Path.of("/Users/me/Downloads/tickover.alma.a.plist"));
        assertTrue(found().has(Problem.Kind.ELSEWHERE), found()::toString);
        launchd.load("tickover.alma.a", Path.of("(submitted by launchctl.123)"));
        assertTrue(found().has(Problem.Kind.ELSEWHERE), found()::toString);
    }

    @Test
    void launchctlThatHangsOrIsMissingIsAskedOnceAndTold() {
        for (CommandResult result :
                List.of(new CommandResult.TimedOut("", ""), new CommandResult.CannotStart("no such file"))) {
            launchd.forgetLog();
            launchd.always(result);
            assertEquals(List.of(Problems.unanswered(result.summary())), found().problems());
            assertEquals(List.of("launchctl list"), launchd.log());
        }
    }

    @Test
    void codesThatSayNothingOfTheJobAreExplained() {
        launchd.always(new CommandResult.Exited(125, "", "Domain does not support specified action"));
        assertEquals(List.of(Problems.unanswered(LaunchctlExit.explain(125))), found().problems());
        assertFalse(found().active());
    }

    private Path file() {
        return launchd.folder().resolve("tickover.alma.a.plist");
    }

    private Found found() {
        return inspect().entries().get("a");
    }

    private Inventory inspect() {
        return backend.inspect(ALMA, launchd.environment(), launchd);
    }
}
