package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CronExpressionTest {

    @ParameterizedTest
    @MethodSource("dev.tickover.schedule.CronExpression#examples")
    void parsesEachExample(String example) {
        assertEquals(example, CronExpression.parse(example).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 * * * *|5",
                "1-5,30,40-44/2 * * * *|1 2 3 4 5 30 40 42 44",
                "*/20 * * * *|0 20 40",
                "50/5 * * * *|50 55",
                "0-59 * * * *|60",
                "08,09 * * * *|8 9"
            })
    void readsMinutes(String expression, String minutes) {
        assertValues(minutes, CronExpression.parse(expression).minutes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|7",
                "7|7",
                "SUN|7",
                "sun|7",
                "MON-FRI|1 2 3 4 5",
                "FRI-SUN|5 6 7",
                "5-7|5 6 7",
                "SUN-TUE|1 2 7",
                "0-2|1 2 7",
                "Mon/2|1 3 5",
                "*/2|2 4 6 7",
                "6,7|6 7",
                "0-7|1 2 3 4 5 6 7",
                "0-6|1 2 3 4 5 6 7",
                "7/1|7"
            })
    void readsDaysOfTheWeek(String field, String days) {
        assertValues(days, CronExpression.parse("0 0 * * " + field).daysOfWeek());
    }

    @Test
    void readsMonthsAndDaysOfTheMonth() {
        CronExpression expression = CronExpression.parse("  0\t0  1,15-17 jan,Mar-MAY *  ");
        assertValues("1 15 16 17", expression.daysOfMonth());
        assertValues("1 3 4 5", expression.months());
        assertValues("0", expression.hours());
    }

    @ParameterizedTest
    @CsvSource({
        "@hourly, 0 * * * *",
        "@daily, 0 0 * * *",
        "@midnight, 0 0 * * *",
        "@weekly, 0 0 * * 0",
        "@monthly, 0 0 1 * *",
        "@yearly, 0 0 1 1 *",
        "@Annually, 0 0 1 1 *"
    })
    void readsTheNamedExpressions(String name, String fields) {
        CronExpression named = CronExpression.parse(name);
        CronExpression written = CronExpression.parse(fields);
        assertEquals(written.minutes(), named.minutes());
        assertEquals(written.hours(), named.hours());
        assertEquals(written.daysOfMonth(), named.daysOfMonth());
        assertEquals(written.months(), named.months());
        assertEquals(written.daysOfWeek(), named.daysOfWeek());
        assertEquals(written.matchesEitherDay(), named.matchesEitherDay());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "61 * * * *|the minute field \"61\" has \"61\"|0-59",
                "0 24 * * *|the hour field \"24\"|0-23",
                "0 0 0 * *|the day of month field \"0\"|1-31",
                "0 0 * FOO *|the month field \"FOO\"|1-12 or JAN-DEC",
                "0 0 * * 8|the day of week field \"8\"|0-7 (0 and 7 are Sunday) or SUN-SAT",
                "0 0 * * FRI-MON|wraps around; write \"FRI-6,0-MON\"|SUN-SAT",
                "50-10 * * * *|wraps around; write \"50-59,0-10\"|0-59",
                "0 22-4 * * *|wraps around; write \"22-23,0-4\"|0-23",
                "0 0 * * 7-2|wraps around; write \"0-2\"|0-7",
                "*/90 * * * *|has the step \"90\"|every = \"90m\"",
                "*/0 * * * *|has the step \"0\"|from 1 to 59",
                "5,,6 * * * *|an empty item|0-59",
                "5- * * * *|lacks a value|0-59",
                "0 0 ? * MON|? is Quartz's, cron writes *|1-31",
                "0 0 L * *|L, W and # are Quartz's|1-31",
                "0 0 * * FRI#2|L, W and # are Quartz's|SUN-SAT",
                "0 0 9 * * *|it has 6 fields, not the five|no seconds",
                "0 9 * *|it has 4 fields, not the five|day of week",
                "TZ=UTC 0 9 * * *|\"TZ=UTC\" is no field|zone = \"Europe/Paris\"",
                "30 2 31 2 *|can never be due|\"31\"",
                "0 0 31 4,6,9,11 *|can never be due|\"4,6,9,11\"",
                "0 0 30-31 FEB */2|can never be due|\"FEB\"",
                "@reboot|start of the machine is no recurrence|caught up anyway",
                "@every 5m|allowed are @hourly, @daily|every = \"5m\"",
                "''|it is empty|0 9 * * MON-FRI"
            })
    void saysWhichFieldIsWrongAndWhatIsAllowed(String expression, String what, String allowed) {
        String message = assertThrows(IllegalArgumentException.class, () -> CronExpression.parse(expression))
                .getMessage();
        assertTrue(message.contains(what), message);
        assertTrue(message.contains(allowed), message);
        assertTrue(message.startsWith("cron \"" + expression + "\""), message);
    }

    @Test
    void refusesNull() {
        assertThrows(IllegalArgumentException.class, () -> CronExpression.parse(null));
    }

    @Test
    void takesAFieldThatBeginsWithAStarAsNotRestricted() {
        assertTrue(CronExpression.parse("0 0 1 * MON").matchesEitherDay());
        assertFalse(CronExpression.parse("0 0 */2 * MON").matchesEitherDay());
        assertFalse(CronExpression.parse("0 0 1 * *").matchesEitherDay());
        assertTrue(CronExpression.parse("0 0 1-31 * MON").matchesEitherDay());
        assertTrue(CronExpression.parse("0 2 * * *").hasFixedTime());
        assertTrue(CronExpression.parse("0-59 0-23 * * *").hasFixedTime());
        assertFalse(CronExpression.parse("*/5 2 * * *").hasFixedTime());
        assertFalse(CronExpression.parse("0 *,3 * * *").hasFixedTime());
    }

    private static void assertValues(String expected, NavigableSet<Integer> actual) {
        if (expected.equals("60")) {
            assertEquals(60, actual.size());
            return;
        }
        TreeSet<Integer> values = new TreeSet<>();
        for (String value : expected.split(" ")) {
            values.add(Integer.valueOf(value));
        }
        assertEquals(values, actual);
    }
}
