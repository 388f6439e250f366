package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.CommandResult;
import dev.tickover.systemd.UserManager.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("packaged")
@Tag("real-systemd")
class RealDoctorTest {

    private static final String APP = "com.example.ill";
    private static final String TIMER = "tickover.com.example.ill.beat.timer";

    @TempDir
    Path temporary;

    @Test
    void entriesThatWereDisabledOrDeletedByHandAreFoundAndMended() throws Exception {
        try (UserMachine machine = UserMachine.start(Account.ORDINARY, temporary)) {
            Path manifest = machine.write("ill/tickover.toml", """
                    [app]
                    id = "com.example.ill"
                    [schedule.beat]
                    every = "30m"
                    """);
            machine.done("install", manifest.toString());
            assertWithoutProblem(machine, "after the installation");

            machine.systemctl("disable", "--now", TIMER);
            assertFoundAndMended(machine, "entry-disabled");
            assertEquals("enabled", machine.systemctl("is-enabled", TIMER));
            assertEquals("active", machine.systemctl("is-active", TIMER));

            machine.systemctl("disable", "--now", TIMER);
            Files.delete(machine.units().resolve(TIMER));
            Files.delete(machine.units().resolve(TIMER.replace(".timer", ".service")));
            machine.systemctl("daemon-reload");
            assertFoundAndMended(machine, "entry-missing");
            assertEquals("active", machine.systemctl("is-active", TIMER));
            machine.done("uninstall", APP, "--purge");
        }
    }

    private static void assertFoundAndMended(UserMachine machine, String id) {
        CommandResult.Exited ill = machine.tickover("doctor", APP);
        assertEquals(1, ill.code(), ill::toString);
        assertTrue(ill.out().contains("problem " + id + " (" + APP + "): beat: "), ill::toString);
        String mended = machine.done("doctor", APP, "--fix", id);
        assertTrue(mended.startsWith("Mended " + id), mended);
        assertWithoutProblem(machine, "after --fix " + id);
    }

    private static void assertWithoutProblem(UserMachine machine, String when) {
        CommandResult.Exited well = machine.tickover("doctor", APP);
        assertEquals(0, well.code(), () -> when + ": " + well);
        assertFalse(well.out().contains("entry-"), () -> when + ": " + well);
    }
}
