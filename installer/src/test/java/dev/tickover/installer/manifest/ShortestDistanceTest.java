package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.Every;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDistanceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * * | 1m",
                "*/7 * * * * | 4m",
                "0 * * * * | 1h",
                "0,59 0,23 * * * | 1m",
                "0 9 * * MON-FRI | 1d",
                "0 9 * * MON | 7d",
                "0 0,23 * * MON | 23h",
                "0 0,23 * * MON,TUE | 1h",
                "0 0 1 * * | 28d",
                "0 0 31 * * | 31d",
                "0 0 1,29 * * | 1d",
                "0 0 29 2 * | 1461d",
                "0 0 1 1 * | 365d",
                "0 12 31 12 * | 365d",
            })
    void aCronExpressionIsComputed(String cron, String expected) {
        assertEquals(expected, DurationText.format(ShortestDistance.of(Cron.of(cron))));
    }

    @Test
    void anIntervalIsItsOwn() {
        assertEquals(Duration.ofMinutes(50), ShortestDistance.of(Every.of(Duration.ofMinutes(50))));
    }
}
