package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.PulsePlan;
import dev.tickover.schedule.PulsePlanner;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarIntervalsTest {

    /** In UTC, so that no daylight-saving change adds a pulse. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 9 * * *         | Hour 9, Minute 0
                    0 9 * * MON-FRI   | Weekday 1-5, Hour 9, Minute 0
                    0 9 * * SUN       | Weekday 0, Hour 9, Minute 0
                    30 6 1,15 * *     | Day 1,15, Hour 6, Minute 30
                    30 6 1,15 1-6 *   | Month 1-6, Day 1,15, Hour 6, Minute 30
                    30 6 * 3,4 *      | Month 3,4, Hour 6, Minute 30
                    30 6 28 * *       | Day 28, Hour 6, Minute 30
                    30 6 29 * *       | Hour 6, Minute 30
                    30 6 31 3 *       | Month 3, Hour 6, Minute 30
                    30 6 1,31 * *     | Hour 6, Minute 30
                    0 9 * 12 MON      | Month 12, Hour 9, Minute 0
                    0 9 * 1-11 SUN    | Weekday 0, Hour 9, Minute 0
                    0 9 13 * FRI      | Weekday 5, Hour 9, Minute 0; Day 13, Hour 9, Minute 0
                    */15 8-9 * * *    | Hour 8,9, Minute 0,15,30,45
                    */5 9-17 * * 1-5  | Hour 9-17, Minute 0,5,10,15,20,25,30,35,40,45,50,55
                    """)
    void cronIsSaidInSafeFormsOrWidened(String expression, String said) {
        assertEquals(said, String.join("; ", CalendarSummary.of(of(expression))));
    }

    @Test
    void everyFiveMinutesIsSaidTimeByTimeAndEveryFourWithMinutesInEveryHour() {
        assertEquals(288, of(5).intervals().size());
        assertEquals(Duration.ZERO, of(5).longestGapInSpring());
        CalendarIntervals four = of(4);
        assertEquals(15.0, four.pulsesPerHour());
        assertTrue(four.intervals().size() <= 288);
        assertEquals(Duration.ofMinutes(8), four.longestGapInSpring());
        CalendarIntervals one = of(1);
        assertEquals(60.0, one.pulsesPerHour());
        assertEquals(Duration.ofMinutes(7), one.longestGapInSpring());
    }

    @Test
    void pulsesOfEachFormAreCounted() {
        assertEquals(1 / 24.0 * 5 / 7, of("0 9 * * MON-FRI").pulsesPerHour(), 1e-9);
        assertEquals(12 / 365.25 / 24, of("0 9 13 * *").pulsesPerHour(), 1e-9);
        double either = 1 / 7.0 + 12 / 365.25 - 12 / 365.25 / 7;
        assertEquals(either / 24, of("0 9 13 * FRI").pulsesPerHour(), 1e-4);
        assertEquals(0.5, of("0 */2 * * *").pulsesPerHour(), 1e-9);
    }

    @Test
    void formsWhoseMeaningIsInDoubtCannotEvenBeMade() {
        OptionalInt none = OptionalInt.empty();
        assertThrows(IllegalArgumentException.class, () -> new Days(none, OptionalInt.of(29), none));
        assertThrows(IllegalArgumentException.class, () -> new Days(none, OptionalInt.of(1), OptionalInt.of(1)));
        assertThrows(IllegalArgumentException.class, () -> new Days(OptionalInt.of(1), none, OptionalInt.of(1)));
    }

    @Test
    void intervalWithinAnotherIsLeftOut() {
        List<CalendarInterval> intervals = of("0 9 1,29 * *").intervals();
        assertEquals(List.of(CalendarInterval.at(Days.EVERY, 9, 0)), intervals);
    }

    private static CalendarIntervals of(int minutes) {
        return CalendarIntervals.of(plan(Every.of(Duration.ofMinutes(minutes))));
    }

    private static CalendarIntervals of(String expression) {
        return CalendarIntervals.of(plan(new Cron(expression, Optional.empty(), DstGap.SHIFT, DstOverlap.FIRST)));
    }

    private static PulsePlan plan(dev.tickover.schedule.Recurrence recurrence) {
        return PulsePlanner.inMachineZone(recurrence, ZoneId.of("UTC"));
    }
}
