package dev.tickover.installer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTextTest {

    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final Instant NOW = Instant.parse("2026-11-21T11:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "10:30, 2026-11-21T09:30:00Z",
        "9:05, 2026-11-21T08:05:00Z",
        "23:00, 2026-11-20T22:00:00Z",
        "10:30:15, 2026-11-21T09:30:15Z",
        "2026-07-01 10:30, 2026-07-01T08:30:00Z",
        "2026-07-01T10:30, 2026-07-01T08:30:00Z",
        "2026-07-01, 2026-06-30T22:00:00Z",
        "2026-07-01T10:30:00Z, 2026-07-01T10:30:00Z",
        "2026-07-01T10:30+05:30, 2026-07-01T05:00:00Z",
        "30m ago, 2026-11-21T10:30:00Z",
        "2d ago, 2026-11-19T11:00:00Z",
        "now, 2026-11-21T11:00:00Z"
    })
    void readsWhatPeopleWrite(String text, String expected) {
        assertEquals(Instant.parse(expected), MomentText.parse(text, NOW, ROME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "25:00", "2026-02-30", "10:30 ago", "99999999999d ago", "2026-13-01 10:00"})
    void refusesWhatIsNoMoment(String text) {
        assertThrows(IllegalArgumentException.class, () -> MomentText.parse(text, NOW, ROME));
    }

    @Test
    void saysWhatMayBeWritten() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> MomentText.parse("soon", NOW, ROME));
        assertEquals("no moment: \"soon\"; write " + MomentText.EXAMPLES, refused.getMessage());
    }
}
