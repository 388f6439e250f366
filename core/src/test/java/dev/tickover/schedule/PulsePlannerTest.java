package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulsePlannerTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30m|*:0,30",
                "1m|*:*",
                "6h|0,6,12,18:0",
                "24h|0:0",
                "90m|0,3,6,9,12,15,18,21:0 ; 1,4,7,10,13,16,19,22:30",
                "288m|0:0 ; 4:48 ; 9:36 ; 14:24 ; 19:12"
            })
    void givesAnIntervalThatDividesADayItsOwnTimes(String interval, String patterns) {
        for (PulsePlan plan : bothPlans(every(interval), NEW_YORK)) {
            assertEquals(patterns, describe(plan));
            assertTrue(plan.exact());
            assertEquals(Optional.empty(), plan.zone());
            assertEquals(Duration.ZERO, plan.worstLateness());
            assertEquals(60.0 / DurationText.parse(interval).toMinutes(), plan.pulsesPerHour(), 1e-9);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7m|*:*|60",
                "50m|*:0,10,20,30,40,50|6",
                "5h|*:0|1",
                "36h|*:0|1",
                "25h30m|*:0,30|2",
                "100m|*:0,20,40|3"
            })
    void givesAnyOtherIntervalTheLargestDivisorOfAnHourThatDividesIt(String interval, String patterns, double perHour) {
        PulsePlan plan = PulsePlanner.inOwnZone(every(interval), NEW_YORK);
        assertEquals(patterns, describe(plan));
        assertFalse(plan.exact());
        assertEquals(Optional.of(UTC), plan.zone());
        assertEquals(Duration.ZERO, plan.worstLateness());
        assertEquals(perHour, plan.pulsesPerHour(), 1e-9);
    }

    @Test
    void alignsTheGridToTheAnchor() {
        Every every = new Every(Duration.ofHours(5), Optional.of(Instant.parse("2026-11-21T18:30:00Z")));
        assertEquals("*:30", describe(PulsePlanner.inOwnZone(every, KOLKATA)));
        assertEquals("*:0", describe(PulsePlanner.inMachineZone(every, KOLKATA)));
    }

    @Test
    void pulsesInBothPhasesWhereAClockChangeIsHalfAnHour() {
        assertEquals("*:0,30", describe(PulsePlanner.inMachineZone(every("5h"), LORD_HOWE)));
        assertEquals(
                Duration.ofMinutes(30),
                PulsePlanner.inMachineZone(every("5h"), LORD_HOWE).worstLateness());
    }

    @ParameterizedTest
    @CsvSource({"10s, true, 50s", "15s, true, 45s", "90s, false, 30s", "7s, false, 59s", "110s, false, 50s"})
    void pulsesEveryMinuteForWhatIsNoWholeMinutes(String interval, boolean exact, String lateness) {
        PulsePlan plan = PulsePlanner.inOwnZone(every(interval), KOLKATA);
        assertEquals("*:*", describe(plan));
        assertEquals(exact, plan.exact());
        assertEquals(DurationText.parse(lateness), plan.worstLateness());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 9 * * MON-FRI|W1,2,3,4,5 9:0",
                "*/5 9-17 * * *|9,10,11,12,13,14,15,16,17:0,5,10,15,20,25,30,35,40,45,50,55",
                "0 9 1 * MON|D1 9:0 ; W1 9:0",
                "0 9 */10 * MON|D1,11,21,31 W1 9:0",
                "0 0 1 1,7 *|M1,7 D1 0:0",
                "30 4 * * *|4:30"
            })
    void givesACronItsOwnTimesWhereNoClockChangeTouchesThem(String expression, String patterns) {
        for (PulsePlan plan : bothPlans(Cron.of(expression), NEW_YORK)) {
            assertEquals(patterns, describe(plan));
            assertTrue(plan.exact());
            assertEquals(Duration.ZERO, plan.worstLateness());
            assertEquals(Optional.empty(), plan.zone());
        }
    }

    @Test
    void pulsesAtTheEndOfAGapInTheMonthsThatHaveOne() {
        assertEquals("2:30 ; M3 3:0", describe(PulsePlanner.inOwnZone(Cron.of("30 2 * * *"), NEW_YORK)));
        assertFalse(PulsePlanner.inOwnZone(Cron.of("30 2 * * *"), NEW_YORK).exact());
        Cron skipping = new Cron("30 2 * * *", Optional.empty(), DstGap.SKIP, DstOverlap.FIRST);
        assertEquals("2:30", describe(PulsePlanner.inOwnZone(skipping, NEW_YORK)));
        assertTrue(PulsePlanner.inOwnZone(skipping, NEW_YORK).exact());
        assertEquals("0:0 ; M9 1:0", describe(PulsePlanner.inOwnZone(every("24h"), ZoneId.of("America/Santiago"))));
    }

    @Test
    void usesUtcWhereAnOverlapWouldMakePulsesLate() {
        PulsePlan hourly = PulsePlanner.inOwnZone(Cron.of("0 * * * *"), NEW_YORK);
        assertEquals(Optional.of(UTC), hourly.zone());
        assertEquals("*:0", describe(hourly));
        assertTrue(hourly.exact());
        PulsePlan both = PulsePlanner.inOwnZone(
                new Cron("30 1 * * *", Optional.empty(), DstGap.SHIFT, DstOverlap.BOTH), NEW_YORK);
        assertEquals("5,6:30", describe(both));
        assertFalse(both.exact());
        assertEquals(
                Optional.empty(),
                PulsePlanner.inOwnZone(Cron.of("0 * * * *"), KOLKATA).zone());
    }

    @Test
    void tellsTheLatenessWhereOnlyTheMachinesClockCanBeUsed() {
        PulsePlan hourly = PulsePlanner.inMachineZone(Cron.of("0 * * * *"), NEW_YORK);
        assertEquals("*:0", describe(hourly));
        assertEquals(Duration.ofHours(1), hourly.worstLateness());
        PulsePlan once = PulsePlanner.inMachineZone(Cron.of("*/30 1 * * *"), NEW_YORK);
        assertEquals("1:0,30 ; M11 2:0", describe(once));
        assertEquals(Duration.ofHours(1), once.worstLateness());
    }

    @Test
    void keepsAZoneOfItsOwnOrTakesEveryDifferenceToTheMachines() {
        Cron paris = Cron.of("0 9 * * MON-FRI", ZoneId.of("Europe/Paris"));
        PulsePlan own = PulsePlanner.inOwnZone(paris, NEW_YORK);
        assertEquals(Optional.of(ZoneId.of("Europe/Paris")), own.zone());
        assertEquals("W1,2,3,4,5 9:0", describe(own));
        assertTrue(own.exact());
        PulsePlan machine = PulsePlanner.inMachineZone(paris, NEW_YORK);
        assertEquals("W1,2,3,4,5 3,4:0", describe(machine));
        assertFalse(machine.exact());
        assertEquals("W1,2,3,4,5 16,17:0", describe(PulsePlanner.inMachineZone(paris, ZoneId.of("Asia/Tokyo"))));
    }

    @Test
    void movesTheDaysWhereTheOtherZonesDayIsAnother() {
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        assertEquals("W1,2,3,4,7 20:0", describe(PulsePlanner.inMachineZone(Cron.of("0 5 * * MON-FRI", tokyo), UTC)));
        assertTrue(PulsePlanner.inMachineZone(Cron.of("0 5 * * MON-FRI", tokyo), UTC)
                .exact());
        PulsePlan firstOfMonth = PulsePlanner.inMachineZone(Cron.of("0 5 1 3 *", tokyo), UTC);
        assertEquals("M2,3 D28,29,30,31 20:0", describe(firstOfMonth));
        assertFalse(firstOfMonth.exact());
        PulsePlan lastOfMonth = PulsePlanner.inMachineZone(Cron.of("0 20 31 12 *", UTC), tokyo);
        assertEquals("M1,12 D1 5:0", describe(lastOfMonth));
    }

    @Test
    void movesThePulsesByASplay() {
        PulsePlan plan = PulsePlanner.inOwnZone(Cron.of("55 23 * * FRI"), UTC, Duration.ofSeconds(437));
        assertEquals("W6 0:3", describe(plan));
        assertEquals(Duration.ofSeconds(43), plan.worstLateness());
        PulsePlan anchored = PulsePlanner.inOwnZone(every("5h"), UTC, Duration.ofMinutes(7));
        assertEquals("*:7", describe(anchored));
    }

    @Test
    void dropsPulsesThatAnotherPatternHolds() {
        PulsePlan plan = PulsePlanner.inOwnZone(Cron.of("30 2,3 * * *"), NEW_YORK);
        assertEquals("2,3:30 ; M3 3:0", describe(plan));
        assertEquals("2,3:0,30", describe(PulsePlanner.inOwnZone(Cron.of("0,30 2,3 * * *"), NEW_YORK)));
    }

    @Test
    void countsAPulseThatTwoPatternsHoldOnce() {
        double first = 12.0 / 365.25 / 24;
        double mondays = 1.0 / 7 / 24;
        PulsePlan plan = PulsePlanner.inOwnZone(Cron.of("0 9 1 * MON"), UTC);
        assertEquals(first + mondays - first / 7, plan.pulsesPerHour(), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({
        "7m, 6m 8m",
        "50m, 48m 1h",
        "5h, 4h 6h",
        "36h, 1d",
        "25h10m, 1d1h 1d1h12m",
        "50h30m, 2d2h 2d3h",
        "25h, 1d",
        "24h1m, 1d 1d2m",
        "23h, 12h 1d",
        "90s, ''",
        "365000d, 1d",
        "110s, 2m",
        "100m, 1h30m 2h",
        "59m, 48m 1h",
        "30m, ''",
        "24h, ''",
        "10s, ''"
    })
    void namesTheNearestCheaperIntervals(String interval, String cheaper) {
        List<String> names = PulsePlanner.cheaperIntervals(DurationText.parse(interval)).stream()
                .map(DurationText::format)
                .toList();
        assertEquals(cheaper, String.join(" ", names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The opening is a pulse already.
                "30m       | 08:00-22:00 | *:0,30        | true",
                "30m       | 08:10-22:00 | 8:0,10,30 ; 0,1,2,3,4,5,6,7,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23:0,30 | false",
                "6h        | 08:00-22:00 | 0,6,8,12,18:0 | false",
                // Wraps midnight.
                "24h       | 22:30-06:00 | 0:0 ; 22:30   | false",
                // At the end of the gap in March the clock shows 03:00, which is inside.
                "24h       | 02:30-06:00 | 0:0 ; 2:30 ; M3 3:0 | false"
            })
    void pulsesWhereActiveHoursOpen(String interval, String hours, String patterns, boolean exact) {
        Schedule schedule =
                Schedule.of("s", every(interval)).active(hours(hours)).build();
        for (PulsePlan plan : List.of(
                PulsePlanner.inOwnZone(schedule, NEW_YORK, Duration.ZERO),
                PulsePlanner.inMachineZone(schedule, NEW_YORK, Duration.ZERO))) {
            assertEquals(
                    List.of(patterns.split(" ; ")).stream().sorted().toList(),
                    List.of(describe(plan).split(" ; ")).stream().sorted().toList());
            assertEquals(exact, plan.exact());
            assertEquals(Duration.ZERO, plan.worstLateness());
        }
    }

    @Test
    void pulsesAtOpeningsOnEachOffsetOfAClockThatIsNotTheMachines() {
        Schedule elapsed =
                Schedule.of("s", every("36h")).active(hours("08:15-22:00")).build();
        PulsePlan plan = PulsePlanner.inOwnZone(elapsed, NEW_YORK, Duration.ZERO);
        assertEquals(Optional.of(UTC), plan.zone());
        assertTrue(describe(plan).contains("12,13:0,15"), describe(plan));
        Schedule paris = Schedule.of("s", Cron.of("0 9 * * *", ZoneId.of("Europe/Paris")))
                .active(hours("08:15-22:00"))
                .build();
        // 08:15 in New York is 13:15 or 14:15 in Paris.
        assertEquals("9:0 ; 13,14:15", describe(PulsePlanner.inOwnZone(paris, NEW_YORK, Duration.ZERO)));
    }

    @Test
    void tellsThatHoursReopenedByAnOverlapAreNotPulsedBeforeItsEnd() {
        Schedule schedule =
                Schedule.of("s", every("6h")).active(hours("01:15-05:00")).build();
        PulsePlan plan = PulsePlanner.inOwnZone(schedule, NEW_YORK, Duration.ZERO);
        assertEquals(Optional.empty(), plan.zone());
        assertEquals("0,6,12,18:0 ; 1:15 ; M11 2:0", describe(plan));
        assertEquals(Duration.ofMinutes(45), plan.worstLateness());
    }

    private static ActiveHours hours(String text) {
        return new ActiveHours(LocalTime.parse(text.substring(0, 5)), LocalTime.parse(text.substring(6)));
    }

    private static List<PulsePlan> bothPlans(Recurrence recurrence, ZoneId zone) {
        return List.of(PulsePlanner.inOwnZone(recurrence, zone), PulsePlanner.inMachineZone(recurrence, zone));
    }

    private static String describe(PulsePlan plan) {
        return String.join(
                " ; ", plan.patterns().stream().map(PulsePlannerTest::describe).toList());
    }

    private static String describe(CalendarPattern pattern) {
        return values("M", pattern.months(), 12, " ")
                + values("D", pattern.daysOfMonth(), 31, " ")
                + values("W", pattern.daysOfWeek(), 7, " ")
                + (pattern.hours().size() == 24 ? "*" : values("", pattern.hours(), 24, ""))
                + ":"
                + (pattern.minutes().size() == 60 ? "*" : values("", pattern.minutes(), 60, ""));
    }

    private static String values(String prefix, NavigableSet<Integer> values, int all, String end) {
        return values.size() == all ? "" : prefix + values.toString().replaceAll("[\\[\\] ]", "") + end;
    }

    private static Every every(String interval) {
        return Every.of(DurationText.parse(interval));
    }
}
