package dev.tickover.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.architecture.Doors;
import dev.tickover.architecture.MissingDocumentation;
import dev.tickover.architecture.PackageRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationArchitectureTest {

    private static final Path CLASSES = Path.of("target", "classes");

    @Test
    void itPlaysTheRulesAndNeitherFilesNorSockets() {
        Set<String> maySee = Set.of(
                "dev.tickover.schedule",
                "dev.tickover.event",
                "dev.tickover.policy",
                "dev.tickover.machine",
                "dev.tickover.ipc",
                "dev.tickover.tick",
                "dev.tickover.host");
        assertEquals(
                List.of(),
                PackageRules.violations(
                        CLASSES,
                        Map.of(
                                "dev.tickover.simulation",
                                maySee,
                                // A model is of what a backend deploys; the machine knows neither.
                                "dev.tickover.simulation.scheduler",
                                Set.of("dev.tickover.backend", "dev.tickover.simulation"))));
    }

    @Test
    void nothingReachesPastTheMachine() {
        assertEquals(List.of(), Doors.violations(CLASSES, List.of()));
    }

    @Test
    void everythingPublicIsDocumented() {
        assertEquals(List.of(), MissingDocumentation.below(Path.of("src", "main", "java")));
    }
}
