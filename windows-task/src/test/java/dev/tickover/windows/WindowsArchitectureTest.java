package dev.tickover.windows;

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

class WindowsArchitectureTest {

    private static final Path CLASSES = Path.of("target", "classes");

    private static final Map<String, Set<String>> MAY_SEE = Map.of(
            "dev.tickover.windows",
            // Of importing it sees the words for malformed XML; of simulation what its model is made of.
            Set.of(
                    "dev.tickover.backend",
                    "dev.tickover.schedule",
                    "dev.tickover.machine",
                    "dev.tickover.importing",
                    "dev.tickover.simulation",
                    "dev.tickover.simulation.scheduler"),
            // It reads XML as the backend does, and the defaults of settings are the same.
            "dev.tickover.windows.importing",
            Set.of("dev.tickover.importing", "dev.tickover.schedule", "dev.tickover.machine", "dev.tickover.windows"));

    private static final List<Doors.Exemption> EXEMPTIONS = List.of(
            new Doors.Exemption(
                    "dev.tickover.windows.NativeIdentity",
                    "dev.tickover.machine.Environment.current",
                    "native calls are about this very process, on Windows alone"),
            new Doors.Exemption(
                    "dev.tickover.windows.NativeTaskRuns",
                    "dev.tickover.machine.Environment.current",
                    "native calls are about this very machine, on Windows alone"),
            new Doors.Exemption(
                    "dev.tickover.windows.NativeTaskRuns",
                    "dev.tickover.machine.Clocks.system",
                    "COM tells local times of this very machine"));

    @Test
    void itNeverSeesAnotherBackendTheStateOrTheSockets() {
        assertEquals(List.of(), PackageRules.violations(CLASSES, MAY_SEE));
    }

    @Test
    void itIsGivenClockProcessesAndEnvironment() {
        assertEquals(List.of(), Doors.violations(CLASSES, EXEMPTIONS));
    }

    @Test
    void nativeCallsAreInTwoClasses() {
        assertEquals(
                Set.of("dev.tickover.windows.NativeIdentity$Token", "dev.tickover.windows.NativeTaskRuns$Service"),
                PackageRules.otherModules(CLASSES, Set.of("java.base", "java.xml")).stream()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .collect(java.util.stream.Collectors.toSet()));
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
