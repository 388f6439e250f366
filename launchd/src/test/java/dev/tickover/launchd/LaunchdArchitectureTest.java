package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickover.architecture.Doors;
import dev.tickover.architecture.MissingDocumentation;
import dev.tickover.architecture.PackageRules;
import dev.tickover.architecture.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaunchdArchitectureTest {

    private static final Path CLASSES = Path.of("target", "classes");

    private static final Map<String, Set<String>> MAY_SEE = Map.of(
            "dev.tickover.launchd",
            // Of importing it sees the words for malformed XML; of simulation what its model is made of.
            Set.of(
                    "dev.tickover.backend",
                    "dev.tickover.schedule",
                    "dev.tickover.machine",
                    "dev.tickover.importing",
                    "dev.tickover.simulation",
                    "dev.tickover.simulation.scheduler"),
            // It reads the elements of property lists as the backend does.
            "dev.tickover.launchd.importing",
            Set.of("dev.tickover.importing", "dev.tickover.launchd"));

    @BeforeEach
    void thereMustBeABackend() {
        Path sources = Path.of("src/main/java/dev/tickover/launchd/package-info.java");
        assumeTrue(Files.exists(sources), "skipped: this module has no sources yet");
    }

    @Test
    void itNeverSeesAnotherBackendTheStateOrTheSockets() {
        assertEquals(List.of(), PackageRules.violations(CLASSES, MAY_SEE));
    }

    @Test
    void itIsGivenClockProcessesAndEnvironment() {
        assertEquals(List.of(), Doors.violations(CLASSES, List.of()));
    }

    @Test
    void everythingPublicIsDocumented() {
        assertEquals(List.of(), MissingDocumentation.below(Path.of("src", "main", "java")));
    }

    @Test
    void itsServicesAreFoundOnTheModulePathAndOnTheClassPath() {
        assertEquals(3, Services.onTheModulePath(CLASSES).size());
        assertEquals(Services.onTheModulePath(CLASSES), Services.onTheClassPath(CLASSES));
    }
}
