package dev.tickover.windows;

import static dev.tickover.testing.backend.Apps.cron;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Denies one kind of trigger after the other. */
class LadderTest {

    private static final String FOLDER = "\\Tickover-" + Deployments.SID + "\\alma\\";

    private static final Schedule SCHEDULE = every("a", 30).build();

    @TempDir
    Path home;

    private Installation windows;

    @BeforeEach
    void startTaskScheduler() {
        windows = new Installation(home, Deployments.SID);
    }

    @ParameterizedTest
    @CsvSource({"EventTrigger,1", "LogonTrigger,2", "SessionStateChangeTrigger,2"})
    void deniedTriggerIsLeftOutToldAndNotTriedAgain(String element, int rungsLost) {
        windows.scheduler().deny(element);
        windows.install(SCHEDULE);
        String stored = windows.scheduler().stored(FOLDER + "sweep");
        assertFalse(stored.contains("<" + element), stored);
        assertTrue(stored.contains("<TimeTrigger"), stored);
        assertEquals(rungsLost == 1, stored.contains("<LogonTrigger"), stored);
        assertEquals(List.of(rungsLost == 1 ? Problems.NO_WAKE : Problems.NO_SESSION), windows.problems("sweep"));
        assertEquals(List.of(), windows.problems("a"));
        assertTrue(windows.planFor(SCHEDULE).isEmpty(), "the same is planned again");
    }

    /** On each trigger of each rung, in each language; all at once as well. */
    @ParameterizedTest
    @EnumSource(Speech.class)
    void deniedTriggersInAnyCombinationLeaveTheClockOrNothing(Speech speech) {
        List<String> elements =
                List.of("TimeTrigger", "LogonTrigger", "SessionStateChangeTrigger", "EventTrigger", "BootTrigger");
        for (int denied = 0; denied < 1 << elements.size(); denied++) {
            Installation fresh = new Installation(home.resolve(speech + "-" + denied), Deployments.SID);
            fresh.scheduler().speak(speech);
            Map<String, String> before = fresh.scheduler().snapshot();
            boolean clock = true;
            for (int i = 0; i < elements.size(); i++) {
                if ((denied >> i & 1) != 0) {
                    fresh.scheduler().deny(elements.get(i));
                    clock &= i > 0;
                }
            }
            assertEquals(clock, fresh.apply(fresh.planFor(SCHEDULE)).isEmpty(), "denied " + denied);
            if (clock) {
                assertTrue(fresh.planFor(SCHEDULE).isEmpty(), "the same is planned again: denied " + denied);
                fresh.succeed(fresh.removal());
            }
            fresh.assertAsBefore(before, "denied " + denied);
        }
    }

    @Test
    void allTriggersAreThereWhereNothingIsDenied() {
        windows.install(SCHEDULE);
        String stored = windows.scheduler().stored(FOLDER + "sweep");
        for (String element : List.of("TimeTrigger", "LogonTrigger", "SessionStateChangeTrigger", "EventTrigger")) {
            assertTrue(stored.contains("<" + element), element);
        }
        assertEquals(List.of("alma.a.xml", "alma.sweep.xml"), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TimeTrigger", "CalendarTrigger"})
    void withoutTheClockThereIsNoInstallation(String element) {
        Map<String, String> before = windows.scheduler().snapshot();
        windows.scheduler().deny(element);
        Optional<String> failure = windows.apply(
                windows.planFor(cron("a", "0 9 * * *").build(), every("b", 30).build()));
        assertNotEquals(Optional.empty(), failure);
        windows.assertAsBefore(before, element);
    }

    @ParameterizedTest
    @EnumSource(Speech.class)
    void folderOfTheTasksNameIsRefusedAndLeftAlone(Speech speech) {
        windows.scheduler().speak(speech);
        windows.scheduler().add(FOLDER + "a\\somebody", "<Task version=\"1.2\"></Task>");
        Map<String, String> before = windows.scheduler().snapshot();
        Optional<String> failure = windows.apply(windows.planFor(SCHEDULE));
        assertTrue(failure.orElseThrow().contains("/tn " + FOLDER + "a /f`: exit code 1"), failure::toString);
        windows.assertAsBefore(before, "refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EventTrigger", "LogonTrigger"})
    void reinstallationOnALowerRungRollsBackToThatRung(String element) {
        windows.scheduler().speak(Speech.JAPANESE);
        windows.scheduler().deny(element);
        windows.command("C:\\Jürgen\\java.exe");
        windows.install(SCHEDULE);
        Map<String, String> before = windows.scheduler().snapshot();
        var plan = windows.planFor(
                every("a", 15).build(),
                every("b", 15).grace(java.time.Duration.ofHours(1)).build());
        windows.scheduler().failAt(2, true);
        assertNotEquals(Optional.empty(), windows.apply(plan));
        windows.assertAsBefore(before, "rolled back");
    }

    @Test
    void schedulesAndUsersThatDifferInCaseOrPersonKeepApart() {
        windows.install(
                every("beat", 30).build(),
                every("Beat", 20).build(),
                every("BEAT", 10).build());
        assertEquals(4, windows.scheduler().taskNames().size());
        assertTrue(windows.planFor(
                        every("beat", 30).build(),
                        every("Beat", 20).build(),
                        every("BEAT", 10).build())
                .isEmpty());
        windows.scheduler().add("\\Tickover-S-1-5-21-9-9-9-9\\alma\\beat", "<Task version=\"1.2\"></Task>");
        windows.succeed(windows.removal());
        assertEquals(1, windows.scheduler().taskNames().size());
    }

    private List<String> files() {
        String[] names = windows.scheduler().documents().toFile().list();
        java.util.Arrays.sort(names);
        return List.of(names);
    }
}
