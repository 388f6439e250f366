package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the model to what launchd-842.1.4 (OS X 10.9, the last that Apple published) was observed to do when its calendar
 * code was run with a clock of our choosing, by the C library of Linux.
 */
class CalendarEngineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    - | UTC | 2026-01-15T10:00:30+00:00 | 2026-01-15T10:01:00+00:00 2026-01-15T10:02:00+00:00 2026-01-15T10:03:00+00:00
                    Minute=15 | UTC | 2026-01-15T10:20:30+00:00 | 2026-01-15T11:15:00+00:00 2026-01-15T12:15:00+00:00 2026-01-15T13:15:00+00:00
                    Minute=15 | UTC | 2026-01-15T10:15:00+00:00 | 2026-01-15T11:15:00+00:00 2026-01-15T12:15:00+00:00 2026-01-15T13:15:00+00:00
                    Hour=3 | UTC | 2026-01-15T02:59:30+00:00 | 2026-01-15T03:00:00+00:00 2026-01-15T03:01:00+00:00 2026-01-15T03:02:00+00:00 2026-01-15T03:03:00+00:00
                    Hour=3 Minute=0 | UTC | 2026-01-15T03:00:00+00:00 | 2026-01-16T03:00:00+00:00 2026-01-17T03:00:00+00:00 2026-01-18T03:00:00+00:00
                    Day=15 Hour=3 Minute=0 | UTC | 2026-01-10T00:00:00+00:00 | 2026-01-15T03:00:00+00:00 2026-02-15T03:00:00+00:00 2026-03-15T03:00:00+00:00
                    Day=31 Hour=3 Minute=0 | UTC | 2026-01-31T04:00:00+00:00 | 2026-03-03T03:00:00+00:00 2026-03-31T03:00:00+00:00 2026-05-01T03:00:00+00:00 2026-05-31T03:00:00+00:00
                    Day=30 Hour=3 Minute=0 | UTC | 2026-01-30T04:00:00+00:00 | 2026-03-02T03:00:00+00:00 2026-03-30T03:00:00+00:00 2026-04-30T03:00:00+00:00
                    Month=2 Day=29 Hour=0 Minute=0 | UTC | 2026-01-01T00:00:00+00:00 | 2026-03-01T00:00:00+00:00 2027-03-01T00:00:00+00:00 2028-02-29T00:00:00+00:00
                    Month=2 Day=30 Hour=0 Minute=0 | UTC | 2026-01-01T00:00:00+00:00 | 2026-03-02T00:00:00+00:00 2027-03-02T00:00:00+00:00
                    Month=7 Day=4 Hour=9 Minute=0 | UTC | 2026-01-01T00:00:00+00:00 | 2026-07-04T09:00:00+00:00 2027-07-04T09:00:00+00:00
                    Month=3 Hour=0 Minute=0 | UTC | 2026-03-30T23:58:00+00:00 | 2026-03-31T00:00:00+00:00 2027-03-01T00:00:00+00:00 2027-03-02T00:00:00+00:00
                    Weekday=1 Hour=9 Minute=0 | UTC | 2026-01-15T10:00:00+00:00 | 2026-01-19T09:00:00+00:00 2026-01-26T09:00:00+00:00 2026-02-02T09:00:00+00:00
                    Weekday=7 Hour=9 Minute=0 | UTC | 2026-01-15T10:00:00+00:00 | 2026-01-18T09:00:00+00:00 2026-01-25T09:00:00+00:00 2026-02-01T09:00:00+00:00
                    Weekday=0 Hour=9 Minute=0 | UTC | 2026-01-15T10:00:00+00:00 | 2026-01-18T09:00:00+00:00 2026-01-25T09:00:00+00:00 2026-02-01T09:00:00+00:00
                    Day=15 Weekday=1 Hour=9 Minute=0 | UTC | 2026-01-10T00:00:00+00:00 | 2026-01-12T09:00:00+00:00 2026-01-15T09:00:00+00:00 2026-01-19T09:00:00+00:00 2026-01-26T09:00:00+00:00
                    Month=3 Weekday=1 Hour=9 Minute=0 | UTC | 2026-01-15T10:00:00+00:00 | 2026-01-19T09:00:00+00:00 2026-01-26T09:00:00+00:00 2026-02-02T09:00:00+00:00
                    Month=3 Day=15 Weekday=1 Hour=9 Minute=0 | UTC | 2026-01-15T10:00:00+00:00 | 2026-01-19T09:00:00+00:00 2026-01-26T09:00:00+00:00 2026-02-02T09:00:00+00:00
                    Hour=2 Minute=30 | America/New_York | 2026-03-07T12:00:00-05:00 | 2026-03-08T03:30:00-04:00 2026-03-09T02:30:00-04:00 2026-03-10T02:30:00-04:00
                    Hour=1 Minute=30 | America/New_York | 2026-10-31T12:00:00-04:00 | 2026-11-01T01:30:00-04:00 2026-11-02T01:30:00-05:00 2026-11-03T01:30:00-05:00
                    Minute=30 | America/New_York | 2026-03-08T00:10:00-05:00 | 2026-03-08T00:30:00-05:00 2026-03-08T01:30:00-05:00 2026-03-09T00:30:00-04:00 2026-03-09T01:30:00-04:00
                    Minute=30 | America/New_York | 2026-11-01T00:10:00-04:00 | 2026-11-01T00:30:00-04:00 2026-11-01T01:30:00-04:00 2026-11-01T02:30:00-05:00 2026-11-01T03:30:00-05:00 2026-11-01T04:30:00-05:00
                    Hour=2 Minute=30 | Europe/Berlin | 2026-03-28T12:00:00+01:00 | 2026-03-29T03:30:00+02:00 2026-03-30T02:30:00+02:00 2026-03-31T02:30:00+02:00
                    Hour=2 Minute=30 | Europe/Berlin | 2026-10-24T12:00:00+02:00 | 2026-10-25T02:30:00+02:00 2026-10-26T02:30:00+01:00 2026-10-27T02:30:00+01:00
                    """)
    void startsAreThoseThatWereObserved(String fields, String zone, OffsetDateTime now, String observed) {
        Map<String, Integer> dict = new HashMap<>();
        for (String field : fields == null ? new String[0] : fields.split(" ")) {
            dict.put(field.split("=")[0], Integer.valueOf(field.split("=")[1]));
        }
        Instant after = now.toInstant();
        for (String start : observed.split(" ")) {
            Instant next = CalendarEngine.AS_OBSERVED.next(after, dict, ZoneId.of(zone));
            assertEquals(OffsetDateTime.parse(start).toInstant(), next, fields + " after " + after);
            after = next;
        }
    }
}
