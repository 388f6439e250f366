package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EveryTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource({
        "30m, 2026-11-21T10:00:00Z, 2026-11-21T10:30:00Z",
        "30m, 2026-11-21T10:29:59.999999999Z, 2026-11-21T10:30:00Z",
        "30m, 2026-11-21T10:30:00.000000001Z, 2026-11-21T11:00:00Z",
        "90m, 2026-11-21T23:00:00Z, 2026-11-22T00:00:00Z",
        "24h, 2026-11-21T00:00:00Z, 2026-11-22T00:00:00Z",
        "10s, 2026-11-21T10:00:00Z, 2026-11-21T10:00:10Z",
        "15s, 2026-11-21T10:00:59Z, 2026-11-21T10:01:00Z",
        "1s, 1969-12-31T23:59:59Z, 1970-01-01T00:00:00Z",
        "7m, 1970-01-01T00:00:00Z, 1970-01-01T00:07:00Z",
        "36h, 1970-01-01T00:00:00Z, 1970-01-02T12:00:00Z",
        "36h, 1969-12-31T00:00:00Z, 1970-01-01T00:00:00Z"
    })
    void isDueAtTheNextPointOfItsGrid(String interval, Instant after, Instant due) {
        assertEquals(Optional.of(due), every(interval).next(after, UTC));
    }

    @Test
    void countsAnAnchoredIntervalInElapsedTimeAcrossAClockChange() {
        Every every = new Every(Duration.ofHours(5), Optional.of(Instant.parse("2026-03-07T05:00:00Z")));
        assertEquals(
                List.of("2026-03-08T01:00-05:00", "2026-03-08T07:00-04:00", "2026-03-08T12:00-04:00"),
                DueSequence.local(every, "America/New_York", "2026-03-08T02:00:00Z", 3));
    }

    @Test
    void countsBeforeTheAnchorToo() {
        Every every = new Every(Duration.ofHours(7), Optional.of(Instant.parse("2026-03-07T05:00:00Z")));
        assertEquals(
                Optional.of(Instant.parse("2026-03-06T22:00:00Z")),
                every.next(Instant.parse("2026-03-06T20:00:00Z"), UTC));
    }

    @Test
    void countsFromTheLocalMidnightOfTheEpochWhileThereIsNoAnchor() {
        ZoneId kolkata = ZoneId.of("Asia/Kolkata");
        assertEquals(
                Optional.of(Instant.parse("1969-12-31T18:30:00Z")),
                every("7h").next(Instant.parse("1969-12-31T18:29:59Z"), kolkata));
    }

    @Test
    void takesWhatAGapLeavesOutAtItsEndOnce() {
        assertEquals(
                List.of("2026-09-05T23:30-04:00", "2026-09-06T01:00-03:00", "2026-09-06T01:30-03:00"),
                DueSequence.local(every("30m"), "America/Santiago", "2026-09-06T03:00:00Z", 3));
        assertEquals(
                List.of("2026-09-05T00:00-04:00", "2026-09-06T01:00-03:00", "2026-09-07T00:00-03:00"),
                DueSequence.local(every("24h"), "America/Santiago", "2026-09-04T12:00:00Z", 3));
        assertEquals(
                List.of("2026-10-04T01:45+10:30", "2026-10-04T02:30+11:00", "2026-10-04T02:45+11:00"),
                DueSequence.local(every("15m"), "Australia/Lord_Howe", "2026-10-03T15:00:00Z", 3));
    }

    @Test
    void takesTheFirstPassOfAnOverlapAlone() {
        assertEquals(
                List.of("2026-11-01T01:00-04:00", "2026-11-01T01:30-04:00", "2026-11-01T02:00-05:00"),
                DueSequence.local(every("30m"), "America/New_York", "2026-11-01T04:30:00Z", 3));
        assertEquals(
                List.of("2026-04-05T01:45+11:00", "2026-04-05T02:00+10:30", "2026-04-05T02:15+10:30"),
                DueSequence.local(every("15m"), "Australia/Lord_Howe", "2026-04-04T14:30:00Z", 3));
    }

    @Test
    void losesTheDayThatKiribatiLeftOutButNotItsEnd() {
        assertEquals(
                List.of("1994-12-30T12:00-10:00", "1995-01-01T00:00+14:00", "1995-01-01T12:00+14:00"),
                DueSequence.local(every("12h"), "Pacific/Kiritimati", "1994-12-30T10:00:00Z", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "10s", "1m", "7m", "30m", "5h", "24h", "36h", "365000d"})
    void endsWithTheYear9999WithoutAnException(String interval) {
        for (String after :
                new String[] {"9999-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "+1000000000-12-31T00:00:00Z"}) {
            assertEquals(Optional.empty(), every(interval).next(Instant.parse(after), ZoneId.of("America/New_York")));
        }
        assertEquals(Optional.empty(), every(interval).next(Instant.MAX, UTC));
        assertTrue(every(interval).next(Instant.MIN, ZoneId.of("Asia/Tokyo")).isPresent());
    }

    @Test
    void survivesIntervalsThatNoCalendarHolds() {
        Every every = new Every(Duration.ofSeconds(Long.MAX_VALUE), Optional.of(Instant.EPOCH));
        assertEquals(Optional.of(Instant.EPOCH), every.next(Instant.EPOCH.minusSeconds(1), UTC));
        assertEquals(Optional.empty(), every.next(Instant.EPOCH, UTC));
    }

    @ParameterizedTest
    @CsvSource({"1s, true", "27s, true", "7s, false", "90m, true", "50m, false", "24h, true", "48h, false"})
    void knowsWhetherItDividesADay(String interval, boolean divides) {
        assertEquals(divides, every(interval).dividesDay());
        assertEquals(
                DurationText.format(DurationText.parse(interval)),
                every(interval).text());
    }

    @Test
    void refusesIntervalsThatAreNotPositiveWholeSeconds() {
        for (Duration interval : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(1500))) {
            assertThrows(IllegalArgumentException.class, () -> Every.of(interval));
        }
        Optional<Instant> anchor = Optional.of(Instant.ofEpochMilli(1));
        assertThrows(IllegalArgumentException.class, () -> new Every(Duration.ofHours(5), anchor));
    }

    private static Every every(String interval) {
        return Every.of(DurationText.parse(interval));
    }
}
