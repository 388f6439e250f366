package dev.tickover.installer.simulate;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpanTest {

    @Test
    void aMalformedSpanSaysWhatIsAllowed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Span.parse("25:00-07:00"))
                .getMessage()
                .contains("23:00-07:00"));
        assertThrows(IllegalArgumentException.class, () -> Span.parse("07:00-07:00"));
        assertThrows(IllegalArgumentException.class, () -> Span.parse("2026-03-03T10:00/2026-03-03T10:00"));
    }
}
