package dev.tickover.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.Cron;
import dev.tickover.schedule.CronExpression;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.testing.VectorTable;
import dev.tickover.testing.VectorTable.Vector;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CronVectorsTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private static VectorTable next() {
        return VectorTable.read(CronVectorsTest.class, "cron-next.tsv", 3);
    }

    private static VectorTable matches() {
        return VectorTable.read(CronVectorsTest.class, "cron-matches.tsv", 2);
    }

    @TestFactory
    List<DynamicTest> findsTheNextDueInstant() {
        return next().tests(vector -> due(vector, DstGap.SKIP, DstOverlap.BOTH));
    }

    @Test
    void byDefaultOnlyTheDaysOfAClockChangeDiffer() {
        Map<String, String> differ = new TreeMap<>();
        for (Vector vector : next().vectors()) {
            String ours = due(vector, DstGap.SHIFT, DstOverlap.FIRST);
            if (!ours.equals(vector.ours().orElse(vector.expected()))) {
                differ.put(vector.id(), ours);
            }
        }
        Map<String, String> shiftedOrOnce = new TreeMap<>(Map.of(
                "robfig-next-20", "2012-03-11T07:00:00Z",
                "robfig-next-31", "2012-03-11T07:00:00Z",
                "robfig-next-33", "2013-11-04T06:30:00Z",
                "robfig-next-38", "2012-11-05T06:00:00Z",
                "robfig-next-48", "2012-11-05T06:00:00Z"));
        assertEquals(shiftedOrOnce, differ);
    }

    @TestFactory
    List<DynamicTest> isDueInTheMinutesThatMatch() {
        return matches().tests(vector -> {
            Instant minute = Instant.parse(vector.input(1));
            Optional<Instant> due = Cron.of(restated(vector.input(0))).next(minute.minusSeconds(1), UTC);
            return Boolean.toString(due.equals(Optional.of(minute)));
        });
    }

    @Test
    void whatMustBeRestatedIsRefusedAsItStands() {
        List<Vector> vectors = new ArrayList<>(next().vectors());
        vectors.addAll(matches().vectors());
        int restated = 0;
        for (Vector vector : vectors) {
            String expression = vector.input(0);
            if (!restated(expression).equals(expression)) {
                assertEquals("refused", answer(expression), expression);
                restated++;
            }
        }
        assertEquals(58, restated);
    }

    @TestFactory
    List<DynamicTest> refusesWhatIsAnError() {
        return VectorTable.read(CronVectorsTest.class, "cron-invalid.tsv", 2).tests(vector -> {
            String expression = vector.input(1);
            boolean anySecond = vector.input(0).equals("6") && expression.startsWith("* ");
            // The field that is wrong is another than that of seconds, which alone would be refused here.
            return anySecond && answer(expression.substring(2)).equals("accepted")
                    ? "accepted without seconds"
                    : answer(expression).replace("NONE", "refused");
        });
    }

    private static String due(Vector vector, DstGap gap, DstOverlap overlap) {
        String expression = restated(vector.input(0));
        if (!answer(expression).equals("accepted")) {
            return answer(expression);
        }
        ZoneId zone = ZoneId.of(vector.input(1));
        Cron cron = new Cron(expression, Optional.of(zone), gap, overlap);
        return cron.next(Instant.parse(vector.input(2)), UTC).orElseThrow().toString();
    }

    /** Leaves a second of 0 out and writes * for ?, which five fields have not. */
    private static String restated(String expression) {
        List<String> fields = new ArrayList<>(List.of(expression.split(" ")));
        if (fields.size() == 6 && fields.get(0).equals("0")) {
            fields.remove(0);
        }
        fields.replaceAll(field -> field.equals("?") ? "*" : field);
        return String.join(" ", fields);
    }

    private static String answer(String expression) {
        try {
            CronExpression.parse(expression);
            return "accepted";
        } catch (IllegalArgumentException refused) {
            String message = refused.getMessage();
            assertTrue(message.contains("\"" + expression.strip() + "\""), message);
            return message.contains("can never be due") ? "NONE" : "refused";
        }
    }
}
