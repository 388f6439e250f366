package dev.tickover.launchd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Scope;
import dev.tickover.testing.backend.AppliedPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** launchctl is away, hangs, or has no domain to load into, as over SSH: each from before an installation, or during one. */
class AbsentLaunchdTest {

    private static final AppAddress ALMA = new AppAddress("alma", Scope.USER);

    @TempDir
    Path home;

    private final LaunchdBackend backend = new LaunchdBackend();
    private FakeLaunchd launchd;

    static Stream<CommandResult> answers() {
        return Stream.of(
                new CommandResult.CannotStart("no such file"),
                new CommandResult.TimedOut("", ""),
                new CommandResult.Exited(112, "", "Could not find domain for user gui: 501"),
                new CommandResult.Exited(125, "", "Domain does not support specified action"),
                new CommandResult.Exited(5, "", "Input/output error"),
                new CommandResult.Exited(64, "", "Usage: launchctl"));
    }

    @BeforeEach
    void startLaunchd() {
        launchd = new FakeLaunchd(home);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void firstInstallationFailsInBoundedTimeSaysWhyAndLeavesNothing(CommandResult answer) {
        Map<String, Object> before = launchd.snapshot();
        launchd.always(answer);
        Plan plan = planFor(30);
        launchd.forgetLog();
        String failure = AppliedPlan.of(plan, launchd).failure().orElseThrow();
        assertTrue(failure.matches("could not .*: `launchctl .*"), failure);
        assertEquals(before, launchd.snapshot(), "the property lists and the log folder are gone again");
        assertTrue(launchd.now().compareTo(Duration.ofSeconds(30)) < 0, launchd.now()::toString);
        boolean hangs = answer instanceof CommandResult.TimedOut;
        // Ten seconds each: a user should not wait for more than a few.
        assertTrue(!hangs || launchd.log().size() <= 8, launchd.log()::toString);
        assertTrue(
                backend.explain(Command.of("launchctl", "enable", "x"), answer).isPresent()
                        || answer instanceof CommandResult.CannotStart,
                "somebody is told what to do");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void upgradeThatMeetsItKeepsTheFormerPropertyLists(CommandResult answer) {
        AppliedPlan.of(planFor(30), launchd);
        Map<String, Object> before = launchd.snapshot();
        Plan plan = planFor(15);
        launchd.always(answer);
        assertTrue(AppliedPlan.of(plan, launchd).failure().isPresent());
        assertEquals(before, launchd.snapshot());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void removalThatMeetsItSaysSoOrTakesTheFilesAway(CommandResult answer) {
        AppliedPlan.of(planFor(30), launchd);
        Map<String, Object> before = launchd.snapshot();
        Plan plan = backend.uninstall(ALMA, inspect(), launchd.environment());
        launchd.always(answer);
        boolean failed = AppliedPlan.of(plan, launchd).failure().isPresent();
        boolean noSession = answer instanceof CommandResult.Exited exited
                && List.of(112, 125).contains(exited.code());
        // Where there is no session there is no job in it either, and nothing may load the files again.
        assertEquals(!noSession, failed, answer::toString);
        assertEquals(failed ? before.get("files") : Map.of(), launchd.snapshot().get("files"));
    }

    private Plan planFor(int minutes) {
        Deployment deployment = Deployments.MAC.of(
                app("alma", every("a", minutes).build()), Scope.USER, launchd.folder(), List.of("/usr/bin/tick"));
        return backend.install(backend.translate(deployment), inspect(), launchd.environment());
    }

    private Inventory inspect() {
        return backend.inspect(ALMA, launchd.environment(), launchd);
    }
}
