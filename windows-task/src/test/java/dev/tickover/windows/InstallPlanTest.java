package dev.tickover.windows;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Problem;
import dev.tickover.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallPlanTest {

    private static final String FOLDER = "\\Tickover-" + Deployments.SID + "\\alma\\";

    @TempDir
    Path home;

    private Installation windows;

    @BeforeEach
    void startTaskScheduler() {
        windows = new Installation(home, Deployments.SID);
    }

    @ParameterizedTest
    @EnumSource(Speech.class)
    void installationIsUnderstoodInEveryLanguageAndEncoding(Speech speech) {
        windows.scheduler().speak(speech);
        windows.install(every("a", 30).build(), every("b", 360).onBattery(false).build());
        assertEquals(
                Set.of(FOLDER + "a", FOLDER + "b", FOLDER + "sweep"),
                windows.scheduler().taskNames());
        windows.inspect().entries().forEach((entry, found) -> {
            assertEquals(List.of(), found.problems(), entry);
            assertTrue(found.enabled() && found.active(), entry);
        });
        assertTrue(windows.planFor(
                        every("a", 30).build(), every("b", 360).onBattery(false).build())
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Speech.class)
    void namesBeyondAsciiAreNoDriftInAnyEncoding(Speech speech) {
        windows.scheduler().speak(speech);
        windows.command("C:\\Jürgen & Söhne\\日本語\\☺\\java.exe", "--dir", "C:\\Ā\u3000ー\\🕰️ <x>\\", "ソ表能");
        windows.install(every("a", 30).build());
        windows.inspect().entries().forEach((entry, found) -> assertEquals(List.of(), found.problems(), entry));
        windows.scheduler().edit(FOLDER + "a", "--dir", "--dog");
        assertTrue(
                windows.problems("a").get(0).text().startsWith("changed by hand: it runs "),
                windows.problems("a")::toString);
    }

    @Test
    void changedScheduleIsRegisteredAnewAndNothingElseTouched() {
        windows.install(every("a", 30).build(), every("b", 60).build());
        windows.install(every("a", 15).build(), every("b", 60).build());
        assertEquals(
                List.of("schtasks /create /xml " + windows.document("a") + " /tn " + FOLDER + "a /f"),
                windows.scheduler().log());
        assertTrue(windows.scheduler().stored(FOLDER + "a").contains("PT15M"));
    }

    @Test
    void scheduleThatIsGoneLeavesNothing() {
        windows.install(every("a", 30).build());
        Map<String, String> before = windows.scheduler().snapshot();
        windows.install(every("a", 30).build(), every("b", 60).build());
        windows.install(every("a", 30).build(), every("b", 60).enabled(false).build());
        windows.assertAsBefore(before, "now");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Enabled>true</Enabled>\r\n<Ex|<Enabled>false</Enabled>\r\n<Ex",
                "<Priority>6|<Priority>4",
                "<DisallowStartIfOnBatteries>false|<DisallowStartIfOnBatteries>true",
                "PT30M|PT31M",
                "<LogonType>InteractiveToken|<LogonType>S4U",
                "javaw.exe|evil.exe",
                "</Settings>|<MaintenanceSettings><Period>P1D</Period></MaintenanceSettings></Settings>",
                "</Triggers>|<IdleTrigger></IdleTrigger></Triggers>"
            })
    void whatWasChangedByHandIsFoundAndPutRight(String change) {
        windows.install(every("a", 30).build());
        Map<String, String> before = windows.scheduler().snapshot();
        String text = change.substring(0, change.indexOf('|'));
        String stored = windows.scheduler().stored(FOLDER + "a");
        if (!stored.contains(text)) {
            text = "<Enabled>true</Enabled>\r\n<DisallowStartOnRemoteAppSession>";
            change = text + '|' + text.replace("true", "false");
        }
        windows.scheduler().edit(FOLDER + "a", text, change.substring(change.indexOf('|') + 1));
        assertNotEquals(List.of(), windows.problems("a"));
        windows.install(every("a", 30).build());
        windows.assertAsBefore(before, "now");
        assertEquals(List.of(), windows.problems("a"));
    }

    @Test
    void taskWhoseDocumentIsLostIsFoundInTheList() throws IOException {
        windows.scheduler().add("\\Microsoft\\Windows\\Ünrelated", "<Task version=\"1.6\"><broken></Task>");
        windows.install(every("a", 30).build());
        Map<String, String> before = windows.scheduler().snapshot();
        Files.delete(windows.document("a"));
        assertEquals(List.of(Problems.NO_DOCUMENT), windows.problems("a"));
        windows.install(every("a", 30).build());
        windows.assertAsBefore(before, "now");
    }

    @Test
    void taskDeletedByHandIsRegisteredAgainThoughTheListIsDamaged() {
        windows.install(every("a", 30).build());
        Map<String, String> before = windows.scheduler().snapshot();
        windows.scheduler().run(Schtasks.delete(FOLDER + "a"));
        assertEquals(List.of(Problems.NOT_REGISTERED), windows.problems("a"));
        windows.scheduler().damageTheList();
        assertEquals(Problem.Kind.UNANSWERED, windows.problems("a").get(0).kind());
        assertEquals(List.of(), windows.problems("sweep"));
        windows.install(every("a", 30).build());
        windows.assertAsBefore(before, "now");
    }

    /**
     * The heart of it: whichever command fails, before or after its work, all that was there is back, what was changed
     * by hand too; and the next attempt works.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rollBackRestoresTheFormerStateWhicheverCommandFails(boolean afterwards) throws IOException {
        Schedule[] wanted = {
            every("change", 15).build(),
            every("by-hand", 20).build(),
            every("new", 10).build()
        };
        int failures = 0;
        int commands = 1;
        for (int failing = 0; failing < commands; failing++) {
            windows = new Installation(Files.createDirectory(home.resolve("attempt-" + failing)), Deployments.SID);
            arrange();
            Map<String, String> before = windows.scheduler().snapshot();
            Plan plan = windows.planFor(wanted);
            commands = (int)
                    plan.steps().stream().filter(PlanStep.Run.class::isInstance).count();
            windows.scheduler().failAt(failing, afterwards);
            Optional<String> failure = windows.apply(plan);
            if (failure.isPresent()) {
                failures++;
                windows.assertAsBefore(before, "command " + failing + " failed");
            }
            windows.install(wanted);
            assertTrue(windows.planFor(wanted).isEmpty());
        }
        assertEquals(4, failures, "of " + commands);
    }

    @Test
    void failedFirstInstallationLeavesNothing() {
        Map<String, String> before = windows.scheduler().snapshot();
        windows.scheduler().deny("TimeTrigger");
        assertNotEquals(
                Optional.empty(), windows.apply(windows.planFor(every("a", 30).build())));
        windows.assertAsBefore(before, "now");
        assertTrue(Files.notExists(windows.scheduler().documents()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rollBackOfAFailedRemovalRestoresEverything(boolean afterwards) throws IOException {
        for (int failing = 0; failing < 4; failing++) {
            windows = new Installation(Files.createDirectory(home.resolve("attempt-" + failing)), Deployments.SID);
            arrange();
            Map<String, String> before = windows.scheduler().snapshot();
            Plan plan = windows.removal();
            windows.scheduler().failAt(failing, afterwards);
            assertNotEquals(Optional.empty(), windows.apply(plan));
            windows.assertAsBefore(before, "command " + failing + " failed");
        }
    }

    @Test
    void removalLeavesNothingAndOthersAlone() throws IOException {
        windows.scheduler().add("\\Others\\alma\\a", "<Task version=\"1.2\"></Task>");
        Map<String, String> before = windows.scheduler().snapshot();
        arrange();
        Files.writeString(windows.document("a").resolveSibling("alma.a~~times.xml"), "left by a crash");
        windows.succeed(windows.removal());
        windows.assertAsBefore(before, "now");
        assertTrue(Files.notExists(windows.scheduler().documents()));
        assertTrue(windows.removal().isEmpty());
    }

    @Test
    void anotherApplicationKeepsItsFolder() {
        windows.install(every("a", 30).build());
        windows.succeed(windows.backend()
                .install(
                        windows.backend()
                                .translate(Deployments.of(
                                        app("alma.two", every("a", 30).build()),
                                        dev.tickover.machine.Scope.USER,
                                        windows.scheduler().documents(),
                                        Deployments.tickCommand())),
                        dev.tickover.backend.Inventory.EMPTY,
                        windows.scheduler().environment()));
        assertEquals(Set.of("a", "sweep"), windows.inspect().entries().keySet());
        windows.succeed(windows.removal());
        assertEquals(2, windows.scheduler().taskNames().size());
        assertTrue(Files.exists(windows.scheduler().documents()));
    }

    private void arrange() {
        windows.install(
                every("change", 30).build(),
                every("gone", 30).build(),
                every("by-hand", 20).build());
        windows.scheduler().edit(FOLDER + "by-hand", "<Priority>6", "<Priority>3");
        windows.scheduler().edit(FOLDER + "gone", "<Priority>6", "<Priority>2");
    }
}
