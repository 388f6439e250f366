package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.Seeded;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T10:30:00Z",
                "2026-11-21T10:30:00.123Z",
                "2026-11-21T10:30:00.007Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "2024-02-29T23:59:59Z",
                "2000-02-29T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z"
            })
    void readsAndWritesTheSameTextAsTheJdk(String text) {
        assertEquals(Instant.parse(text), UtcText.parse(text));
        assertEquals(text, UtcText.format(Instant.parse(text)));
        assertEquals(text, UtcText.format(UtcText.parseMilli(text)));
    }

    @Test
    void writesMillisecondsOnlyIfNotZeroAndReadsThemIfZero() {
        assertEquals("2026-11-21T10:30:00Z", UtcText.format(Instant.parse("2026-11-21T10:30:00.000999Z")));
        assertEquals(Instant.parse("2026-11-21T10:30:00Z"), UtcText.parse("2026-11-21T10:30:00.000Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-21",
                "2026-11-21T10:30Z",
                "2026-11-21T10:30:00",
                "2026-11-21T10:30:00z",
                "2026-11-21 10:30:00Z",
                "2026-11-21T10:30:00+00:00",
                "2026-11-21T10:30:00.1Z",
                "2026-11-21T10:30:00.1234Z",
                "2026-11-21T10:30:00,123Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-11-31T00:00:00Z",
                "2026-11-00T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "2100-02-29T00:00:00Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T10:60:00Z",
                "2026-11-21T10:30:60Z",
                "+026-11-21T10:30:00Z",
                "２026-11-21T10:30:00Z"
            })
    void refusesAnythingElse(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> UtcText.parse(text))
                .getMessage();
        assertTrue(message.contains("\"" + text + "\""), message);
    }

    @Test
    void refusesYearsOfMoreOrLessThanFourDigits() {
        assertThrows(IllegalArgumentException.class, () -> UtcText.format(Instant.MAX));
        assertThrows(IllegalArgumentException.class, () -> UtcText.format(Instant.MIN));
        assertThrows(IllegalArgumentException.class, () -> UtcText.format(Instant.parse("+10000-01-01T00:00:00Z")));
        assertThrows(IllegalArgumentException.class, () -> UtcText.format(Long.MIN_VALUE));
        assertThrows(IllegalArgumentException.class, () -> UtcText.format(-62_167_219_200_001L));
    }

    @Test
    void agreesWithTheJdkOnAnyMillisecond() {
        Seeded.forEachSeed(1, 2000, seeded -> {
            Instant instant = seeded.secondBetween(
                            Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z"))
                    .plusMillis(seeded.between(0, 999));
            assertEquals(instant.toString(), UtcText.format(instant));
            assertEquals(instant, UtcText.parse(instant.toString()));
        });
    }
}
