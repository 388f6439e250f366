package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.Seeded;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActiveHoursTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        "08:00, 22:00, 08:00, true",
        "08:00, 22:00, 07:59, false",
        "08:00, 22:00, 21:59, true",
        "08:00, 22:00, 22:00, false",
        "22:00, 06:00, 23:00, true",
        "22:00, 06:00, 05:59, true",
        "22:00, 06:00, 06:00, false",
        "22:00, 00:00, 23:59, true",
        "22:00, 00:00, 00:00, false"
    })
    void holdsTheFirstEndAndNotTheSecond(LocalTime from, LocalTime until, LocalTime time, boolean inside) {
        Instant instant = time.atDate(LocalDate.of(2026, 6, 1)).atZone(NEW_YORK).toInstant();
        assertEquals(inside, new ActiveHours(from, until).contains(instant, NEW_YORK));
    }

    @ParameterizedTest
    @CsvSource({
        // Opens inside the gap of 8 March: at its end, when the wall clock shows 03:00.
        "02:30, 12:00, 2026-03-08T06:00:00Z, 2026-03-08T07:00:00Z",
        // Lies wholly inside the gap: not at all that day.
        "02:10, 02:40, 2026-03-08T06:00:00Z, 2026-03-09T06:10:00Z",
        // Opens inside the overlap of 1 November, and again when the clock is put back before it opened.
        "01:30, 12:00, 2026-11-01T04:00:00Z, 2026-11-01T05:30:00Z",
        "01:30, 12:00, 2026-11-01T06:10:00Z, 2026-11-01T06:30:00Z",
        // Closed at 01:30, and the clock is put back to 01:00, which is inside.
        "22:00, 01:30, 2026-11-01T05:45:00Z, 2026-11-01T06:00:00Z",
        "08:00, 22:00, 2026-06-01T03:00:00Z, 2026-06-01T12:00:00Z"
    })
    void opensWhereTheWallClockFirstShowsATimeInside(LocalTime from, LocalTime until, Instant after, Instant opening) {
        assertEquals(opening, new ActiveHours(from, until).nextOpening(after, NEW_YORK));
    }

    @Test
    void opensAtTheFirstMinuteInsideThatAMinuteByMinuteWalkFinds() {
        List<ZoneId> zones = List.of(NEW_YORK, ZoneId.of("Australia/Lord_Howe"), ZoneId.of("America/Santiago"));
        Seeded.forEachSeed(1, 200, seeded -> {
            LocalTime from = LocalTime.of(seeded.between(0, 4), seeded.between(0, 59));
            LocalTime until = from.plusMinutes(seeded.between(1, 1439));
            ActiveHours hours = new ActiveHours(from, until);
            ZoneId zone = seeded.pick(zones);
            Instant change = zone.getRules()
                    .nextTransition(seeded.secondBetween(
                            Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2040-01-01T00:00:00Z")))
                    .getInstant();
            Instant after = change.plusSeconds(60L * seeded.between(-600, 300));
            Instant walked = after.plusSeconds(60);
            while (!hours.contains(walked, zone)) {
                walked = walked.plusSeconds(60);
            }
            if (!hours.contains(after, zone)) {
                assertEquals(walked, hours.nextOpening(after, zone), hours.text() + " after " + after + " in " + zone);
            }
        });
    }

    @Test
    void refusesWhatIsEmptyOrNoWholeMinute() {
        LocalTime eight = LocalTime.of(8, 0);
        assertThrows(IllegalArgumentException.class, () -> new ActiveHours(eight, eight));
        assertThrows(IllegalArgumentException.class, () -> new ActiveHours(eight, LocalTime.of(9, 0, 1)));
    }

    @Test
    void survivesTheEndsOfTime() {
        ActiveHours hours = new ActiveHours(LocalTime.of(8, 0), LocalTime.of(9, 0));
        assertEquals(Instant.MAX, hours.nextOpening(Instant.MAX, NEW_YORK));
        assertFalse(hours.contains(Instant.parse("9999-12-31T00:00:00Z"), NEW_YORK));
        assertTrue(hours.nextOpening(Instant.MIN, NEW_YORK).isAfter(Instant.MIN));
        assertEquals("08:00-09:00", hours.text());
    }
}
