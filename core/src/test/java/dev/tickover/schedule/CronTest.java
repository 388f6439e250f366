package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final String NEW_YORK = "America/New_York";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHIFT|FIRST|30 2 * * *|2026-03-07T12:00:00Z|2026-03-08T03:00-04:00, 2026-03-09T02:30-04:00",
                "SKIP|FIRST|30 2 * * *|2026-03-07T12:00:00Z|2026-03-09T02:30-04:00, 2026-03-10T02:30-04:00",
                "SHIFT|FIRST|0,20,40 2,3 * * *|2026-03-07T12:00:00Z|2026-03-08T03:00-04:00, 2026-03-08T03:20-04:00",
                "SHIFT|FIRST|30 1 * * *|2026-10-31T12:00:00Z|2026-11-01T01:30-04:00, 2026-11-02T01:30-05:00",
                "SHIFT|BOTH|30 1 * * *|2026-10-31T12:00:00Z|2026-11-01T01:30-04:00, 2026-11-01T01:30-05:00",
                "SHIFT|FIRST|30 1,2 * * *|2026-11-01T05:45:00Z|2026-11-01T02:30-05:00, 2026-11-02T01:30-05:00",
                // From the very second in which the clock is put back, or the gap ends.
                "SHIFT|FIRST|30 1 * * *|2026-11-01T06:00:00Z|2026-11-02T01:30-05:00, 2026-11-03T01:30-05:00",
                "SHIFT|FIRST|30 1 * * *|2026-11-01T05:59:59Z|2026-11-02T01:30-05:00, 2026-11-03T01:30-05:00",
                "SHIFT|FIRST|30 2 * * *|2026-03-08T06:59:59Z|2026-03-08T03:00-04:00, 2026-03-09T02:30-04:00",
                "SHIFT|FIRST|30 2 * * *|2026-03-08T07:00:00Z|2026-03-09T02:30-04:00, 2026-03-10T02:30-04:00",
                "SHIFT|FIRST|*/30 2 * * *|2026-03-07T12:00:00Z|2026-03-09T02:00-04:00, 2026-03-09T02:30-04:00",
                "SKIP|FIRST|30 * * * *|2026-03-08T06:00:00Z|2026-03-08T01:30-05:00, 2026-03-08T03:30-04:00",
                "SHIFT|FIRST|30 * * * *|2026-11-01T05:00:00Z|2026-11-01T01:30-04:00, 2026-11-01T01:30-05:00",
                "SHIFT|FIRST|*/30 1 * * *|2026-11-01T05:20:00Z|2026-11-01T01:30-04:00, 2026-11-01T01:00-05:00"
            })
    void followsDebianCronOnTheDaysOfAClockChange(
            DstGap gap, DstOverlap overlap, String expression, String after, String due) {
        Cron cron = new Cron(expression, Optional.empty(), gap, overlap);
        assertEquals(List.of(due.split(", ")), DueSequence.local(cron, NEW_YORK, after, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The clock change has moved from April and October to March and November in 2007.
                "America/New_York|30 2 * * *|2006-04-01T12:00:00Z|2006-04-02T03:00-04:00, 2006-04-03T02:30-04:00",
                "America/New_York|30 2 * * *|2007-03-10T12:00:00Z|2007-03-11T03:00-04:00, 2007-03-12T02:30-04:00",
                "America/New_York|30 2 * * *|2007-03-31T12:00:00Z|2007-04-01T02:30-04:00, 2007-04-02T02:30-04:00",
                // Half an hour.
                "Australia/Lord_Howe|15 2 * * *|2026-10-03T00:00:00Z|2026-10-04T02:30+11:00, 2026-10-05T02:15+11:00",
                "Australia/Lord_Howe|45 1 * * *|2026-04-04T00:00:00Z|2026-04-05T01:45+11:00, 2026-04-06T01:45+10:30",
                // Midnight does not exist.
                "America/Santiago|0 0 * * *|2026-09-05T12:00:00Z|2026-09-06T01:00-03:00, 2026-09-07T00:00-03:00",
                "Asia/Beirut|0 0 * * *|2026-03-28T12:00:00Z|2026-03-29T01:00+03:00, 2026-03-30T00:00+03:00",
                "Asia/Amman|30 0 * * *|2022-02-24T12:00:00Z|2022-02-25T01:00+03:00, 2022-02-26T00:30+03:00",
                "America/Havana|0 0 * * *|2026-03-07T12:00:00Z|2026-03-08T01:00-04:00, 2026-03-09T00:00-04:00",
                // Midnight comes twice.
                "America/Havana|0 0 * * *|2026-10-31T12:00:00Z|2026-11-01T00:00-04:00, 2026-11-02T00:00-05:00",
                // A day does not exist.
                "Pacific/Kiritimati|0 9 * * *|1994-12-30T20:00:00Z|1995-01-01T00:00+14:00, 1995-01-01T09:00+14:00",
                "Pacific/Apia|0 9 30 12 *|2011-12-30T00:00:00Z|2011-12-31T00:00+14:00, 2012-12-30T09:00+14:00",
                // Two hours.
                "Antarctica/Troll|30 2 * * *|2026-03-28T12:00:00Z|2026-03-29T03:00+02:00, 2026-03-30T02:30+02:00",
                // The zone is put back in winter, and the change crosses midnight.
                "Europe/Dublin|30 1 * * *|2026-03-28T12:00:00Z|2026-03-29T02:00+01:00, 2026-03-30T01:30+01:00",
                "America/Nuuk|30 23 * * *|2026-03-28T12:00:00Z|2026-03-29T00:00-01:00, 2026-03-29T23:30-01:00"
            })
    void findsFixedTimesInOddZones(String zone, String expression, String after, String due) {
        assertEquals(List.of(due.split(", ")), DueSequence.local(Cron.of(expression), zone, after, 2));
    }

    @Test
    void findsTheLeapDayAcrossACenturyThatHasNone() {
        assertEquals(
                List.of("2096-02-29T00:00Z", "2104-02-29T00:00Z"),
                DueSequence.local(Cron.of("0 0 29 2 *"), "UTC", "2093-01-01T00:00:00Z", 2));
    }

    @Test
    void takesEitherDayIfBothAreRestrictedAndBothIfOneBeginsWithAStar() {
        assertEquals(
                List.of("2026-06-01T00:00Z", "2026-06-08T00:00Z", "2026-06-13T00:00Z", "2026-06-15T00:00Z"),
                DueSequence.local(Cron.of("0 0 13 * MON"), "UTC", "2026-05-31T12:00:00Z", 4));
        assertEquals(
                List.of("2026-06-01T00:00Z", "2026-06-15T00:00Z", "2026-06-29T00:00Z", "2026-07-13T00:00Z"),
                DueSequence.local(Cron.of("0 0 */2 * MON"), "UTC", "2026-05-31T12:00:00Z", 4));
    }

    @Test
    void prefersItsOwnZoneToTheMachines() {
        Cron paris = Cron.of("0 9 * * *", ZoneId.of("Europe/Paris"));
        Instant after = Instant.parse("2026-07-01T00:00:00Z");
        assertEquals(Optional.of(Instant.parse("2026-07-01T07:00:00Z")), paris.next(after, ZoneId.of("Asia/Tokyo")));
        assertEquals(
                Optional.of(Instant.parse("2026-07-02T00:00:00Z")),
                Cron.of("0 9 * * *").next(after, ZoneId.of("Asia/Tokyo")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * * *", "30 2 * * *", "0 0 29 2 *", "0 0 31 12 *", "0 0 29 2 1"})
    void endsWithTheYear9999WithoutAnException(String expression) {
        for (String zone : new String[] {"UTC", NEW_YORK, "Pacific/Kiritimati", "Africa/Casablanca"}) {
            ZoneId id = ZoneId.of(zone);
            assertEquals(Optional.empty(), Cron.of(expression).next(Instant.MAX, id));
            assertEquals(Optional.empty(), Cron.of(expression).next(Instant.parse("9999-12-31T23:59:00Z"), id));
            Cron.of(expression).next(Instant.MIN, id).orElseThrow();
        }
    }

    @Test
    void keepsTheTextAsWritten() {
        assertEquals("0 9 * * MON-FRI", Cron.of(" 0 9 * * MON-FRI ").text());
        assertThrows(IllegalArgumentException.class, () -> Cron.of("never"));
    }
}
