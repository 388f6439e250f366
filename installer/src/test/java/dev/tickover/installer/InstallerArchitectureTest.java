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
            new Exemption(
                    "dev.tickover.installer.command.DemoCommand",
                    "java.lang.System.getProperty",
                    "its application runs on this JVM's class path"),
            new Exemption(
                    "dev.tickover.installer.command.ImportCommand", "java.lang.System.in", "it reads what is piped in"),
            new Exemption(
                    "dev.tickover.installer.command.TickCommand",
                    "java.lang.System.err",
                    "it runs a pulse as the OS entry does, whose errors go there"),
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
