package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFieldTest {

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
                    7 = 07
                    0 30 = 00/30
                    15 45 = 15/30
                    9 20 = 09,20
                    3 15 = 03/12
                    0 6 12 18 = 00/6
                    4 8 12 16 20 = 04/4
                    1 4 7 10 13 16 19 22 = 01/3
                    0 1 2 3 4 5 6 7 = 00..07
                    8 9 = 08,09
                    1 2 3 9 11 12 = 01..03,09,11,12
                    0 2 4 = 00,02,04
                    22 23 = 22,23
                    21 22 23 = 21..23
                    0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 = *
                    """)
    void hoursAreRenderedBriefly(String values, String expected) {
        TreeSet<Integer> hours = new TreeSet<>();
        Stream.of(values.split(" ")).map(Integer::valueOf).forEach(hours::add);
        CalendarField field =
                expected.equals("00/30") || expected.equals("15/30") ? CalendarField.MINUTE : CalendarField.HOUR;
        assertEquals(expected, field.render(hours));
    }
}
