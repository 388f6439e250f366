package dev.tickover.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.architecture.Doors;
import dev.tickover.architecture.Doors.Exemption;
import dev.tickover.architecture.PackageRules;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallerArchitectureTest {

    private static final Path CLASSES = Path.of("target", "classes");

    /** What may pass the doors, each with its reason. */
    private static final List<Exemption> EXEMPTIONS = List.of(
            new Exemption("dev.tickover.installer.Main", "*", "it is where the JVM's world is taken up and handed on"),
            new Exemption("dev.tickover.installer.command", "*", "the command line talks to the console"),
            new Exemption(
                    "dev.tickover.installer.demo.SampleHost", "*", "it is a main class, of the demo's application"));

    @Test
    void backendsAreSeenThroughTheServiceLoaderOnly() {
        assertEquals(
                List.of(),
                PackageRules.seeing(CLASSES, "dev.tickover.systemd", "dev.tickover.launchd", "dev.tickover.windows"));
    }

    @Test
    void onlyTheCommandLineReachesClockProcessesAndConsole() {
        assertEquals(List.of(), Doors.violations(CLASSES, EXEMPTIONS));
    }
}
