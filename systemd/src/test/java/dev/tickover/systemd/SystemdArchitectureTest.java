package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.architecture.Doors;
import dev.tickover.architecture.MissingDocumentation;
import dev.tickover.architecture.PackageRules;
import dev.tickover.architecture.Services;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SystemdArchitectureTest {

    private static final Path CLASSES = Path.of("target", "classes");

    private static final Map<String, Set<String>> MAY_SEE = Map.of(
            "dev.tickover.systemd",
            // Of simulation it sees what its model is made of.
            Set.of(
                    "dev.tickover.backend",
                    "dev.tickover.schedule",
                    "dev.tickover.machine",
                    "dev.tickover.simulation",
                    "dev.tickover.simulation.scheduler"),
            // It reads timers of others, and nothing that the backend writes.
            "dev.tickover.systemd.importing",
            Set.of("dev.tickover.importing", "dev.tickover.machine"));

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
