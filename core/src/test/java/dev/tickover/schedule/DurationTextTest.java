package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.Seeded;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "90s, PT90S, 1m30s",
        "30m, PT30M, 30m",
        "6h, PT6H, 6h",
        "2d, PT48H, 2d",
        "1h30m, PT90M, 1h30m",
        "90m, PT90M, 1h30m",
        "1d2h3m4s, PT26H3M4S, 1d2h3m4s",
        "0s, PT0S, 0s",
        "0m, PT0S, 0s",
        "007m, PT7M, 7m",
        "PT5M, PT5M, 5m",
        "pt5m, PT5M, 5m",
        "P1D, PT24H, 1d",
        "P1DT2H, PT26H, 1d2h",
        "PT1H30M5S, PT1H30M5S, 1h30m5s",
        "365000d, PT8760000H, 365000d"
    })
    void readsAndWritesCanonically(String text, Duration duration, String canonical) {
        assertEquals(duration, DurationText.parse(text));
        assertEquals(canonical, DurationText.format(duration));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty",
                "-5m|is negative",
                "30|has no unit after 30",
                "1h30|has no unit after 30",
                "30M|has the unknown unit \"M\"",
                "500ms|has the unknown unit \"ms\"",
                "5 m|has the unknown unit \" m\"",
                "2w|has the unknown unit \"w\"",
                "1.5h|has a fraction",
                "5m1h|has its units out of order",
                "5m5m|has its units out of order",
                "m|has \"m\" where a number should be",
                "P|ends where a number should follow",
                "PT|ends where a number should follow",
                "P1DT|ends where a number should follow",
                "P1M|may have only days (D) before the T",
                "P1Y2D|has the unknown unit \"y\"",
                "PT1D|has its units out of order",
                "PT0.5S|has a fraction",
                "PT-5M|where a number should be",
                "٣m|where a number should be",
                "365001d|is longer than 365000d",
                "99999999999999999999h|is longer than 365000d"
            })
    void saysWhatIsWrongAndGivesExamples(String text, String what) {
        String message = assertThrows(IllegalArgumentException.class, () -> DurationText.parse(text))
                .getMessage();
        assertTrue(message.contains(what), message);
        assertTrue(message.contains("\"" + text + "\""), message);
        assertTrue(message.endsWith("for example 90s, 30m, 6h, 2d, 1h30m, PT5M"), message);
    }

    @ParameterizedTest
    @MethodSource("dev.tickover.schedule.DurationText#examples")
    void parsesEachExample(String example) {
        assertTrue(DurationText.parse(example).getSeconds() > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1M30S", "PT-0.5S"})
    void writesANegativeDurationWithAMinus(String iso) {
        assertTrue(DurationText.format(Duration.parse(iso)).matches("-30s|0s"));
    }

    @Test
    void roundTripsEveryWholeSecond() {
        Seeded.forEachSeed(1, 500, seeded -> {
            Duration duration = Duration.ofSeconds(seeded.between(0, Integer.MAX_VALUE - 1));
            assertEquals(duration, DurationText.parse(DurationText.format(duration)));
            assertEquals(duration, DurationText.parse(duration.toString()));
        });
    }
}
