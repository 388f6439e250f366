package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickover.architecture.Doors;
import dev.tickover.architecture.MissingDocumentation;
import dev.tickover.architecture.PackageRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaunchdArchitectureTest {

    private static final Path CLASSES = Path.of("target", "classes");

    @BeforeEach
    void thereMustBeABackend() {
        Path sources = Path.of("src/main/java/dev/tickover/launchd/package-info.java");
        assumeTrue(Files.exists(sources), "skipped: this module has no sources yet");
    }

    @Test
    void itNeverSeesAnotherBackendTheStateOrTheSockets() {
        Set<String> maySee = Set.of("dev.tickover.backend", "dev.tickover.schedule", "dev.tickover.machine");
        assertEquals(List.of(), PackageRules.violations(CLASSES, Map.of("dev.tickover.launchd", maySee)));
    }

    @Test
    void itIsGivenClockProcessesAndEnvironment() {
        assertEquals(List.of(), Doors.violations(CLASSES, List.of()));
    }

    @Test
    void everythingPublicIsDocumented() {
        assertEquals(List.of(), MissingDocumentation.below(Path.of("src", "main", "java")));
    }
}
