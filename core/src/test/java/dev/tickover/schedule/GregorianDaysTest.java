package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class GregorianDaysTest {

    @Test
    void agreesWithTheJdkOnEveryDayOfFourHundredYearsAndOnLeapCenturies() {
        long from = LocalDate.of(1800, 1, 1).toEpochDay();
        long until = LocalDate.of(2405, 1, 1).toEpochDay();
        for (long day = from; day < until; day++) {
            assertAgrees(LocalDate.ofEpochDay(day));
        }
    }

    @Test
    void agreesAtTheEndsOfTheYearsThatInstantsHave() {
        for (int year : new int[] {-1_000_000, -401, -400, -1, 0, 1, 4, 100, 9999, 10_000, 999_999}) {
            assertAgrees(LocalDate.of(year, 1, 1));
            assertAgrees(LocalDate.of(year, 2, 28));
            assertAgrees(LocalDate.of(year, 3, 1));
            assertAgrees(LocalDate.of(year, 12, 31));
        }
    }

    private static void assertAgrees(LocalDate expected) {
        long day = expected.toEpochDay();
        long date = GregorianDays.toDate(day);
        LocalDate actual =
                LocalDate.of((int) GregorianDays.year(date), GregorianDays.month(date), GregorianDays.day(date));
        assertEquals(expected, actual);
        assertEquals(day, GregorianDays.toDays(expected.getYear(), expected.getMonthValue(), expected.getDayOfMonth()));
        assertEquals(expected.getDayOfWeek().getValue() % 7, GregorianDays.dayOfWeek(day));
        assertEquals(
                expected.lengthOfMonth(), GregorianDays.lengthOfMonth(expected.getYear(), expected.getMonthValue()));
    }
}
