package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.testing.backend.GoldenApp;
import dev.tickover.testing.backend.GoldenDocuments;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares whole units with files that a reviewer can read. */
class GoldenUnitsTest {

    private final SystemdBackend backend = new SystemdBackend();

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void unitsAreAsTheirGoldenFiles(GoldenApp sample) throws IOException {
        GoldenDocuments.assertGolden(sample, backend.translate(Deployments.LINUX.of(sample)));
    }

    @ParameterizedTest
    @EnumSource(GoldenApp.class)
    void translationIsDeterministic(GoldenApp sample) {
        assertEquals(backend.translate(Deployments.LINUX.of(sample)), backend.translate(Deployments.LINUX.of(sample)));
    }

    @Test
    void everyLineOfAUnitIsACommentASectionOrASetting() {
        assertAll(Stream.of(GoldenApp.values())
                .flatMap(sample -> backend.translate(Deployments.LINUX.of(sample)).documents().stream())
                .flatMap(document -> document.content().lines())
                .map(line -> () -> assertEquals(true, line.matches("|#.*|\\[[A-Z][a-z]+]|[A-Za-z]+=.+"), line)));
    }
}
