package dev.tickover.launchd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallPlanTest {

    private static final AppAddress ALMA = new AppAddress("alma", Scope.USER);
    private static final String A = "gui/501/tickover.alma.a";

    @TempDir
    Path home;

    private final LaunchdBackend backend = new LaunchdBackend();
    private FakeLaunchd launchd;

    @BeforeEach
    void startLaunchd() {
        launchd = new FakeLaunchd(home);
    }

    @Test
    void firstInstallationLoadsAndStartsEachJobInTheSafeOrder() throws IOException {
        install(every("a", 30).build());
        String file = "~/Library/LaunchAgents/tickover.alma.a.plist";
        assertEquals(
                List.of(
                        "mkdir -p -m 700 -- ~/Library/Logs/Tickover/alma",
                        "chmod 644 " + file,
                        "launchctl enable " + A,
                        "launchctl bootstrap gui/501 " + file,
                        "launchctl kickstart " + A,
                        "launchctl print " + A),
                launchd.log().subList(0, 6));
        Path path = launchd.folder().resolve("tickover.alma.a.plist");
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(launchd.logs())));
    }

    @Test
    void secondInstallationPlansNothing() {
        install(every("a", 30).build());
        assertTrue(planFor(every("a", 30).build()).isEmpty());
        assertEquals(List.of(), inspect().entries().get("a").problems());
    }

    @Test
    void changedJobIsUnloadedBeforeItIsRewrittenAndNothingElseTouched() {
        install(every("a", 30).build(), every("b", 60).build());
        install(every("a", 15).build(), every("b", 60).build());
        List<String> expected = List.of("mkdir", "bootout", "print", "chmod", "bootstrap", "kickstart", "print");
        assertEquals(expected, verbs());
        assertTrue(launchd.log().stream().noneMatch(line -> line.contains("alma.b")), launchd.log()::toString);
    }

    @Test
    void bootoutThatTakesSecondsIsWaitedFor() {
        install(every("a", 30).build());
        launchd.bootoutTakes(Duration.ofSeconds(7));
        install(every("a", 15).build());
        assertTrue(planFor(every("a", 15).build()).isEmpty());
        assertEquals(Duration.ofSeconds(7), launchd.now());
    }

    @Test
    void bootoutThatNeverEndsIsGivenUpAfterTwentyFiveSecondsAndTheFormerJobIsBack() {
        install(every("a", 30).build());
        Map<String, Object> before = launchd.snapshot();
        launchd.bootoutTakes(Duration.ofSeconds(40));
        String failure = apply(planFor(every("a", 15).build())).failure().orElseThrow();
        assertTrue(failure.contains("`launchctl print " + A + "`: exit code 0"), failure);
        assertTrue(launchd.now().compareTo(Duration.ofSeconds(60)) < 0, launchd.now()::toString);
        launchd.pause(Duration.ofMinutes(1));
        assertEquals(before.get("files"), launchd.snapshot().get("files"));
    }

    @Test
    void bootstrapThatSaysFiveForTenSecondsIsRepeated() {
        launchd.refusesFor(Duration.ofSeconds(10));
        install(every("a", 30).build());
        assertEquals(Duration.ofSeconds(10), launchd.now());
        assertTrue(planFor(every("a", 30).build()).isEmpty());
    }

    @Test
    void bootstrapThatSaysFiveForEverFailsInBoundedTimeAndLeavesNothing() {
        Map<String, Object> before = launchd.snapshot();
        launchd.refusesFor(Duration.ofDays(1));
        AppliedPlan applied = apply(planFor(every("a", 30).build()));
        assertNotEquals(Optional.empty(), applied.failure());
        assertEquals(List.of(), applied.notUndone());
        assertEquals(before, launchd.snapshot());
        assertTrue(launchd.now().compareTo(Duration.ofSeconds(30)) < 0, launchd.now()::toString);
    }

    @Test
    void bootstrapThatSaysFiveThoughItLoadedIsBelievedByPrintAlone() {
        launchd.lies();
        install(every("a", 30).build());
        assertEquals(Duration.ZERO, launchd.now());
        assertTrue(planFor(every("a", 30).build()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 17, 37, 130})
    void jobThatSomebodyLoadedMeanwhileIsFine(int code) {
        Plan plan = planFor(every("a", 30).build());
        launchd.saysOfALoadedJob(code);
        launchd.load("tickover.alma.a", launchd.folder().resolve("tickover.alma.a.plist"));
        assertEquals(Optional.empty(), apply(plan).failure());
        assertEquals(Duration.ZERO, launchd.now());
    }

    @Test
    void labelThatIsSwitchedOffFromAFormerLifeIsSwitchedOnByAnInstallation() {
        launchd.disable("tickover.alma.a");
        install(every("a", 30).build());
        assertEquals(Set.of(), launchd.disabledLabels());
    }

    @Test
    void upgradeDoesNotTouchTheSwitchOfAJobThatIsOn() {
        install(every("a", 30).build());
        install(every("a", 15).build());
        assertTrue(launchd.log().stream().noneMatch(line -> line.contains("enable")), launchd.log()::toString);
    }

    @Test
    void jobThatIsSwitchedOffByHandIsSwitchedOnAgain() {
        install(every("a", 30).build());
        launchd.disable("tickover.alma.a");
        assertEquals(List.of(Problems.DISABLED), inspect().entries().get("a").problems());
        install(every("a", 30).build());
        assertEquals(List.of("mkdir", "enable"), verbs());
        assertTrue(planFor(every("a", 30).build()).isEmpty());
    }

    @Test
    void jobThatIsUnloadedByHandIsLoadedAgain() {
        install(every("a", 30).build());
        bootout("a");
        assertEquals(List.of(Problems.NOT_LOADED), inspect().entries().get("a").problems());
        install(every("a", 30).build());
        assertTrue(planFor(every("a", 30).build()).isEmpty());
    }

    @Test
    void deletedPropertyListIsWrittenAgain() throws IOException {
        install(every("a", 30).build());
        Map<String, Object> before = launchd.snapshot();
        Files.delete(launchd.folder().resolve("tickover.alma.a.plist"));
        install(every("a", 30).build());
        assertEquals(before, launchd.snapshot());
    }

    @Test
    void missingLogFolderIsMadeWithoutTouchingTheJobs() throws IOException {
        install(every("a", 30).build());
        Files.delete(launchd.logs());
        assertEquals(
                List.of(Problems.NO_LOG_FOLDER), inspect().entries().get("a").problems());
        install(every("a", 30).build());
        assertEquals(List.of("mkdir"), verbs());
    }

    @Test
    void propertyListThatOthersMayWriteIsMended() throws IOException {
        install(every("a", 30).build());
        Path path = launchd.folder().resolve("tickover.alma.a.plist");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        install(every("a", 30).build());
        assertEquals(List.of("mkdir", "chmod"), verbs());
        assertTrue(planFor(every("a", 30).build()).isEmpty());
    }

    @Test
    void scheduleThatIsGoneLeavesNothingButTheOthersLogFolder() throws IOException {
        install(every("a", 30).build());
        Map<String, Object> before = launchd.snapshot();
        install(every("a", 30).build(), every("b", 60).build());
        Files.writeString(launchd.logs().resolve("b.log"), "x");
        install(every("a", 30).build());
        assertEquals(before, launchd.snapshot());
        assertTrue(Files.notExists(launchd.logs().resolve("b.log")));
    }

    @Test
    void symbolicLinkInAPropertyListsPlaceIsRefused() throws IOException {
        Path target = Files.writeString(home.resolve("mine.plist"), "<plist><dict/></plist>");
        Files.createDirectories(launchd.folder());
        Files.createSymbolicLink(launchd.folder().resolve("tickover.alma.a.plist"), target);
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> planFor(every("a", 30).build()))
                .getMessage();
        assertTrue(message.contains("symbolic link") && message.contains(target.toString()), message);
    }

    @Test
    void jobOfTheSameLabelThatIsSomebodyElsesIsRefusedAndOutlivesUs() {
        launchd.load("tickover.alma.a", Path.of("/Users/me/other.plist"));
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> planFor(every("a", 30).build()))
                .getMessage();
        assertTrue(message.contains("/Users/me/other.plist") && message.contains("launchctl bootout " + A), message);
        succeed(backend.uninstall(ALMA, inspect(), launchd.environment()));
        assertTrue(inspect().entries().containsKey("a"));
    }

    /**
     * The heart of it: before, "change" runs, "gone" runs, "by-hand" is switched off though it runs, "halted" is
     * unloaded by hand, "off" is both. Whichever command fails, and however far it got, all of that is back; and the
     * next attempt works.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rollBackRestoresTheFormerStateWhicheverCommandFails(boolean whenDone) throws IOException {
        Schedule[] wanted = {
            every("change", 15).build(),
            every("by-hand", 60).build(),
            every("halted", 20).build(),
            every("off", 20).build(),
            every("new", 10).build()
        };
        int commands = 0;
        for (int failing = 0; failing == 0 || failing < commands; failing++) {
            launchd = new FakeLaunchd(Files.createDirectory(home.resolve("attempt-" + failing)));
            arrange();
            Map<String, Object> before = launchd.snapshot();
            Plan plan = planFor(wanted);
            commands = commands(plan);
            launchd.bootoutTakes(Duration.ofMillis(1200));
            launchd.failAt(failing, whenDone);
            AppliedPlan applied = apply(plan);
            assertNotEquals(Optional.empty(), applied.failure(), "command " + failing + " did not fail");
            launchd.pause(Duration.ofSeconds(5));
            assertEquals(before, launchd.snapshot(), "command " + failing + " failed: " + launchd.log());
            assertEquals(List.of(), applied.notUndone(), "command " + failing);
            install(wanted);
            assertTrue(planFor(wanted).isEmpty());
        }
        assertTrue(commands >= 25, "the plan has only " + commands + " commands");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rollBackOfAFailedRemovalRestoresEverything(boolean whenDone) throws IOException {
        int commands = 0;
        for (int failing = 0; failing == 0 || failing < commands; failing++) {
            launchd = new FakeLaunchd(Files.createDirectory(home.resolve("attempt-" + failing)));
            arrange();
            Map<String, Object> before = launchd.snapshot();
            Plan plan = backend.uninstall(ALMA, inspect(), launchd.environment());
            commands = commands(plan);
            launchd.failAt(failing, whenDone);
            assertNotEquals(Optional.empty(), apply(plan).failure());
            assertEquals(before, launchd.snapshot(), "command " + failing + " failed: " + launchd.log());
        }
    }

    @Test
    void removalLeavesNothingButTheSwitches() throws IOException {
        arrange();
        launchd.bootoutTakes(Duration.ofSeconds(3));
        succeed(backend.uninstall(ALMA, inspect(), launchd.environment()));
        assertEquals(
                Map.of(
                        "files", Map.of(),
                        "loaded", Map.of(),
                        "disabled", Set.of("tickover.alma.by-hand", "tickover.alma.off"),
                        "logs", false),
                launchd.snapshot());
        assertTrue(Files.notExists(launchd.logs().getParent()));
        assertTrue(backend.uninstall(ALMA, inspect(), launchd.environment()).isEmpty());
    }

    @Test
    void removalTakesASymbolicLinkAwayAndLeavesWhatItPointsTo() throws IOException {
        Path target = Files.writeString(home.resolve("mine.plist"), "<plist><dict/></plist>");
        Files.createDirectories(launchd.folder());
        Files.createSymbolicLink(launchd.folder().resolve("tickover.alma.a.plist"), target);
        succeed(backend.uninstall(ALMA, inspect(), launchd.environment()));
        assertEquals(Map.of(), launchd.files());
        assertTrue(Files.exists(target));
    }

    @Test
    void kickStartsTheJobWithoutEndingATickThatRuns() {
        PlanStep.Run start = backend.kick(ALMA, "a", launchd.environment());
        assertEquals("launchctl kickstart " + A, start.command().text());
        assertEquals(Set.of(0, 37), start.accepted());
    }

    @Test
    void systemScopeSpeaksToTheMachinesDomain() {
        AppAddress machine = new AppAddress("alma", Scope.SYSTEM);
        Deployment deployment =
                Deployments.MAC.system(app("alma", every("a", 30).build()));
        Plan plan = backend.install(backend.translate(deployment), Inventory.EMPTY, launchd.environment());
        List<String> commands = plan.steps().stream()
                .filter(PlanStep.Run.class::isInstance)
                .map(step -> ((PlanStep.Run) step).command().text())
                .toList();
        String bootstrap = "launchctl bootstrap system /Library/LaunchDaemons/tickover.alma.a.plist";
        assertTrue(commands.contains(bootstrap), commands::toString);
        assertEquals(Path.of("/Library/LaunchDaemons"), backend.documentFolder(Scope.SYSTEM, launchd.environment()));
        PlanStep.Run kick = backend.kick(machine, "a", launchd.environment());
        assertEquals(
                "launchctl kickstart system/tickover.alma.a", kick.command().text());
    }

    private void arrange() {
        install(
                every("change", 30).build(),
                every("gone", 30).build(),
                every("by-hand", 30).build(),
                every("halted", 20).build(),
                every("off", 20).build());
        launchd.disable("tickover.alma.by-hand");
        launchd.disable("tickover.alma.off");
        bootout("halted");
        bootout("off");
    }

    private void bootout(String entry) {
        launchd.run(Launchctl.command("bootout", "gui/501/tickover.alma." + entry));
        launchd.snapshot();
        launchd.forgetLog();
    }

    private List<String> verbs() {
        return launchd.log().stream()
                .map(line -> line.replace("launchctl ", "").split(" ")[0])
                .toList();
    }

    private static int commands(Plan plan) {
        return (int) plan.steps().stream()
                .filter(step -> step instanceof PlanStep.Run)
                .count();
    }

    private void install(Schedule... schedules) {
        succeed(planFor(schedules));
    }

    private void succeed(Plan plan) {
        launchd.failAt(-1, false);
        assertEquals(Optional.empty(), apply(plan).failure());
    }

    private AppliedPlan apply(Plan plan) {
        return AppliedPlan.of(plan, launchd);
    }

    private Plan planFor(Schedule... schedules) {
        Deployment deployment =
                Deployments.MAC.of(app("alma", schedules), Scope.USER, launchd.folder(), List.of("/usr/bin/tick"));
        return backend.install(backend.translate(deployment), inspect(), launchd.environment());
    }

    private Inventory inspect() {
        return backend.inspect(ALMA, launchd.environment(), launchd);
    }
}
