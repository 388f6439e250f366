package dev.tickover.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchdOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"com.example.alma", "com.Example.Alma-2", "a.b", "9.9.9"})
    void bundleIdentifiersAreTaken(String text) {
        assertEquals(
                text, new LaunchdOptions(Optional.of(text), false).bundleId().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "alma", ".", "a.", ".a", "a..b", "com.example.al ma", "com.example.älma", "a.b_c", "a.b\n"})
    void otherTextIsNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> new LaunchdOptions(Optional.of(text), false));
    }

    @Test
    void longestHas155Characters() {
        assertEquals(true, LaunchdOptions.isBundleId("a." + "b".repeat(153)));
        assertEquals(false, LaunchdOptions.isBundleId("a." + "b".repeat(154)));
    }
}
