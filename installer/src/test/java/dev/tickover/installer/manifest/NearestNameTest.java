package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    @ParameterizedTest
    @CsvSource({
        "spacng, spacing", "spaicng, spacing", "catchUp, catch-up", "catch_up_window, catch-up-window",
        "OVERLAP, overlap", "evry, every", "maxcatchup, max-catch-up", "wake-machin, wake-machine"
    })
    void aMistypedKeyIsFound(String typed, String meant) {
        assertEquals(Optional.of(meant), NearestName.of(typed, ManifestTable.SCHEDULE.keyNames()));
    }

    @ParameterizedTest
    @CsvSource({"interval", "command", "x", "''"})
    void aWordThatIsFarFromAllIsNotGuessed(String typed) {
        assertEquals(Optional.empty(), NearestName.of(typed, ManifestTable.SCHEDULE.keyNames()));
    }

    @Test
    void equallyNearNamesComeByAlphabet() {
        assertEquals(List.of("bat", "cat"), NearestName.nearest("rat", List.of("cat", "dog", "bat"), 3));
    }

    @Test
    void aVeryLongWordIsNotCompared() {
        assertEquals(Optional.empty(), NearestName.of("x".repeat(100_000), List.of("x".repeat(100_000))));
    }
}
