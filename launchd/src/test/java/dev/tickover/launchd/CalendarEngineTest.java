package dev.tickover.launchd;

import dev.tickover.testing.VectorTable;
import dev.tickover.testing.VectorTable.Vector;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the model to what launchd-842.1.4 (OS X 10.9, the last that Apple published) was observed to do when its calendar
 * code was run with a clock of our choosing, by the C library of Linux.
 */
class CalendarEngineTest {

    @TestFactory
    List<DynamicTest> startsAreThoseThatWereObserved() {
        return VectorTable.read(getClass(), "observed-starts.tsv", 3).tests(CalendarEngineTest::starts);
    }

    /** Finds as many starts as were observed, each from the one before, written with the offset of the observed one. */
    private static String starts(Vector vector) {
        Map<String, Integer> dict = new HashMap<>();
        for (String field : vector.input(0).split(" ")) {
            String[] parts = field.split("=");
            if (parts.length == 2) {
                dict.put(parts[0], Integer.valueOf(parts[1]));
            }
        }
        List<String> starts = new ArrayList<>();
        Instant after = OffsetDateTime.parse(vector.input(2)).toInstant();
        for (String observed : vector.expected().split(" ")) {
            after = CalendarEngine.AS_OBSERVED.next(after, dict, ZoneId.of(vector.input(1)));
            boolean same = OffsetDateTime.parse(observed).toInstant().equals(after);
            starts.add(same ? observed : after.toString());
        }
        return String.join(" ", starts);
    }
}
