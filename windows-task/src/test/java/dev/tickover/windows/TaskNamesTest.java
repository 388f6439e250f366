package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.Scope;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskNamesTest {

    private static final String CHARACTERS = "aAbBcConNul.-_19";

    @Test
    void ordinaryNamesStayAsTheyAre() {
        TaskNames names = TaskNames.of("com.example.alma", Scope.USER, Deployments.SID);
        assertEquals("\\Tickover-" + Deployments.SID + "\\com.example.alma\\heartbeat", names.task("heartbeat"));
        assertEquals("com.example.alma.heartbeat.xml", names.file("heartbeat"));
        assertEquals(
                "\\Tickover\\alma\\sweep",
                TaskNames.of("alma", Scope.SYSTEM, Deployments.SID).task("sweep"));
    }

    @Test
    void twoUsersNeverMeet() {
        assertNotEquals(
                TaskNames.of("alma", Scope.USER, Deployments.SID).parent(),
                TaskNames.of("alma", Scope.USER, Deployments.SID + "1").parent());
    }

    @Test
    void longestNameFits() {
        String sid = "S-1-15-" + "4294967295-".repeat(4) + "4294967295";
        TaskNames names = TaskNames.of("A".repeat(64), Scope.USER, sid);
        assertTrue(
                names.task("A".repeat(64)).length() <= 238,
                names.task("A".repeat(64)).length() + " characters");
    }

    /** Windows compares names without regard to case, drops a dot at the end and keeps the names of devices. */
    @Test
    void idsThatDifferHaveNamesThatDifferOnWindows() {
        Map<String, String> ids = new HashMap<>();
        for (long seed = 0; seed < 100_000; seed++) {
            Random random = new Random(seed);
            StringBuilder id = new StringBuilder();
            for (int length = 1 + random.nextInt(5); length > 0; length--) {
                id.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            String segment = TaskNames.segment(id.toString());
            String former = ids.put(segment.toLowerCase(Locale.ROOT), id.toString());
            assertTrue(former == null || former.contentEquals(id), former + " and " + id + " are both " + segment);
            assertTrue(!segment.endsWith("."), segment);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "NUL", "Com1", "lpt9.x", "aux.", "prn.b.c"})
    void namesOfDevicesAreAvoided(String id) {
        String segment = TaskNames.segment(id);
        String first = segment.split("\\.")[0].toLowerCase(Locale.ROOT);
        assertTrue(first.contains("~"), segment);
        assertTrue(!segment.endsWith("."), segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heartbeat", "Heartbeat", "HEART_beat-1", "con", "COM7", "sweep"})
    void namesAreReadBack(String entry) {
        TaskNames names = TaskNames.of("Al.ma", Scope.USER, Deployments.SID);
        assertEquals(Optional.of(entry), names.entryOfFile(names.file(entry)));
        assertEquals(Optional.of(entry), names.entryOfFile(names.transientFile(entry, "former")));
        assertEquals(Optional.of(entry), names.entryOfTask(names.task(entry)));
        assertEquals(Optional.of(entry), names.entryOfTask(names.task(entry).replace("Tickover", "TICKOVER")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alma.two.heartbeat.xml",
                "alma.heartbeat~1.xml",
                "alma.Heartbeat.xml",
                "alma..xml",
                "alma.xml",
                "almaheartbeat.xml",
                "alma.heartbeat.txt",
                "alma.two.heartbeat~~former.xml"
            })
    void namesOfOthersAreNotOurs(String file) {
        TaskNames names = TaskNames.of("alma", Scope.USER, Deployments.SID);
        assertEquals(Optional.empty(), names.entryOfFile(file));
        assertEquals(Optional.empty(), names.entryOfTask("\\Tickover\\alma\\heartbeat"));
        assertEquals(Optional.empty(), names.entryOfTask(names.folder() + "x\\heartbeat"));
        assertEquals(Optional.empty(), names.entryOfTask(names.folder() + "\\deeper\\heartbeat"));
    }
}
