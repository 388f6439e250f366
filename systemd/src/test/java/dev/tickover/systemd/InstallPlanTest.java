package dev.tickover.systemd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanStep;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.Schedule;
import dev.tickover.testing.backend.AppliedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallPlanTest {

    private static final AppAddress ALMA = new AppAddress("alma", Scope.USER);

    @TempDir
    Path home;

    private final SystemdBackend backend = new SystemdBackend();
    private FakeSystemd systemd;

    @BeforeEach
    void startSystemd() {
        systemd = new FakeSystemd(home);
    }

    @Test
    void firstInstallationWritesReloadsOnceAndStartsAllTimersInOneCall() {
        Plan plan = planFor(every("a", 30).build(), every("b", 60).build());
        assertEquals(
                6,
                plan.steps().stream().filter(PlanStep.Write.class::isInstance).count());
        apply(plan);
        assertEquals(
                List.of(
                        "daemon-reload",
                        "enable --now tickover.alma.a.timer tickover.alma.b.timer tickover.alma.sweep.timer"),
                systemd.log());
    }

    @Test
    void secondInstallationPlansNothing() {
        install(every("a", 30).build());
        assertTrue(planFor(every("a", 30).build()).isEmpty());
    }

    @Test
    void changedTimerIsRestartedAndNothingElseTouched() {
        install(every("a", 30).build(), every("b", 60).build());
        install(every("a", 15).build(), every("b", 60).build());
        assertEquals(List.of("daemon-reload", "restart tickover.alma.a.timer"), systemd.log());
    }

    @Test
    void changedServiceNeedsNoRestart() {
        install(every("a", 30).build());
        install(every("a", 30).onBattery(false).build());
        assertEquals(List.of("daemon-reload"), systemd.log());
    }

    @Test
    void scheduleThatIsGoneLeavesNothing() throws IOException {
        install(every("a", 30).build());
        Map<String, Object> before = systemd.snapshot();
        install(every("a", 30).build(), every("b", 60).build());
        dropIn("tickover.alma.b.timer");
        install(every("a", 30).build());
        assertEquals(before, systemd.snapshot());
    }

    @Test
    void scheduleThatIsDisabledInTheManifestGetsNoEntry() {
        install(every("a", 30).build(), every("b", 60).build());
        install(every("a", 30).build(), every("b", 60).enabled(false).build());
        assertEquals(java.util.Set.of("a", "sweep"), inspect().entries().keySet());
    }

    @Test
    void timerDisabledByHandIsEnabledAgain() {
        install(every("a", 30).build());
        systemctl("disable", "tickover.alma.a.timer");
        assertEquals(List.of(Problems.DISABLED), inspect().entries().get("a").problems());
        install(every("a", 30).build());
        assertEquals(List.of("enable --now tickover.alma.a.timer"), systemd.log());
    }

    @Test
    void timerStoppedByHandIsStartedAgain() {
        install(every("a", 30).build());
        systemctl("stop", "tickover.alma.a.timer");
        install(every("a", 30).build());
        assertEquals(List.of("enable --now tickover.alma.a.timer"), systemd.log());
    }

    @Test
    void unitThatTheManagerHasNotReadIsReadAndRestarted() throws IOException {
        install(every("a", 30).build());
        Path timer = systemd.folder().resolve("tickover.alma.a.timer");
        String right = Files.readString(timer);
        Files.writeString(timer, right.replace("00/30", "00/20"));
        systemctl("daemon-reload");
        Files.writeString(timer, right);
        install(every("a", 30).build());
        assertEquals(List.of("daemon-reload", "restart tickover.alma.a.timer"), systemd.log());
    }

    @Test
    void deletedUnitIsWrittenAgain() throws IOException {
        install(every("a", 30).build());
        Map<String, Object> before = systemd.snapshot();
        Files.delete(systemd.folder().resolve("tickover.alma.a.service"));
        install(every("a", 30).build());
        assertEquals(before, systemd.snapshot());
    }

    /**
     * The heart of it: before, "change" runs, "gone" runs, "by-hand" is disabled by hand though it runs, "halted" is
     * stopped by hand. Whichever command fails, and however far it got, all of that is back; and the next attempt works.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rollBackRestoresTheFormerStateWhicheverCommandFails(boolean halfway) throws IOException {
        Schedule[] wanted = {
            every("change", 15).build(),
            every("by-hand", 60).build(),
            every("halted", 20).build(),
            every("new", 10).build(),
            every("newer", 12).build()
        };
        int commands = 0;
        for (int failing = 0; failing == 0 || failing < commands; failing++) {
            systemd = new FakeSystemd(Files.createDirectory(home.resolve("attempt-" + failing)));
            arrange();
            Map<String, Object> before = systemd.snapshot();
            Plan plan = planFor(wanted);
            commands = (int)
                    plan.steps().stream().filter(PlanStep.Run.class::isInstance).count();
            systemd.failAt(failing, halfway);
            AppliedPlan applied = AppliedPlan.of(plan, systemd);
            Optional<String> failure = applied.failure();
            assertEquals(List.of(), applied.notUndone(), "command " + failing + " failed");
            assertTrue(failure.orElse("").contains("told to fail") || halfway, "command " + failing + ": " + failure);
            assertNotEquals(Optional.empty(), failure, "command " + failing + " of " + commands + " did not fail");
            assertEquals(before, systemd.snapshot(), "command " + failing + " failed: " + systemd.log());
            install(wanted);
            assertTrue(planFor(wanted).isEmpty());
        }
        assertTrue(commands >= 8, "the plan has only " + commands + " commands");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rollBackOfAFailedRemovalRestoresEverything(boolean halfway) throws IOException {
        int commands = 0;
        for (int failing = 0; failing == 0 || failing < commands; failing++) {
            systemd = new FakeSystemd(Files.createDirectory(home.resolve("attempt-" + failing)));
            arrange();
            Map<String, Object> before = systemd.snapshot();
            Plan plan = backend.uninstall(ALMA, inspect(), systemd.environment());
            commands = (int)
                    plan.steps().stream().filter(PlanStep.Run.class::isInstance).count();
            systemd.failAt(failing, halfway);
            AppliedPlan applied = AppliedPlan.of(plan, systemd);
            assertNotEquals(Optional.empty(), applied.failure());
            assertEquals(List.of(), applied.notUndone(), "command " + failing + " failed");
            assertEquals(before, systemd.snapshot(), "command " + failing + " failed: " + systemd.log());
        }
    }

    @Test
    void removalLeavesNothing() throws IOException {
        arrange();
        apply(backend.uninstall(ALMA, inspect(), systemd.environment()));
        assertTrue(systemd.isEmpty(), () -> systemd.snapshot().toString());
        assertTrue(backend.uninstall(ALMA, inspect(), systemd.environment()).isEmpty());
    }

    @Test
    void kickStartsTheServiceWithoutWaiting() {
        PlanStep.Run start = backend.kick(ALMA, "a", systemd.environment());
        assertEquals(
                "systemctl --user --no-ask-password start --no-block tickover.alma.a.service",
                start.command().text());
    }

    @Test
    void systemScopeSpeaksToTheMachinesManager() {
        Deployment deployment =
                Deployments.LINUX.system(app("alma", every("a", 30).build()));
        for (PlanStep step : backend.install(backend.translate(deployment), Inventory.EMPTY, systemd.environment())
                .steps()) {
            if (step instanceof PlanStep.Run run) {
                assertEquals(
                        List.of("systemctl", "--no-ask-password"),
                        run.command().arguments().subList(0, 2));
                assertEquals("C", run.command().environment().get("LC_ALL"));
            }
        }
    }

    private void arrange() throws IOException {
        install(
                every("change", 30).build(),
                every("gone", 30).build(),
                every("by-hand", 30).build(),
                every("halted", 20).build());
        dropIn("tickover.alma.gone.timer");
        systemctl("disable", "tickover.alma.by-hand.timer");
        systemctl("stop", "tickover.alma.halted.timer");
        systemctl("daemon-reload");
    }

    private void dropIn(String unit) throws IOException {
        Path folder = Files.createDirectories(systemd.folder().resolve(unit + ".d"));
        Files.writeString(folder.resolve("override.conf"), "[Timer]\n");
    }

    private void systemctl(String verb, String... units) {
        systemd.run(new Systemctl(Scope.USER).command(List.of(units), verb));
        systemd.forgetLog();
    }

    private void install(Schedule... schedules) {
        apply(planFor(schedules));
    }

    private void apply(Plan plan) {
        systemd.failAt(-1, false);
        assertEquals(Optional.empty(), AppliedPlan.of(plan, systemd).failure());
    }

    private Plan planFor(Schedule... schedules) {
        Deployment deployment =
                Deployments.LINUX.of(app("alma", schedules), Scope.USER, systemd.folder(), List.of("/usr/bin/tick"));
        return backend.install(backend.translate(deployment), inspect(), systemd.environment());
    }

    private Inventory inspect() {
        return backend.inspect(ALMA, systemd.environment(), systemd);
    }
}
