package dev.tickover.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.testing.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@Tag("real-process")
@EnabledOnOs(value = OS.LINUX, disabledReason = "it makes zombies and odd names by a POSIX shell and reads /proc")
class ProcessesTest {

    private final Processes processes = Processes.system();

    @TempDir
    private Path folder;

    @Test
    void thisProcessKnowsItselfAndLives() {
        ProcessIdentity self = processes.self();
        assertEquals(ProcessHandle.current().pid(), self.pid());
        assertTrue(processes.isAlive(self));
        assertTrue(self.start() > 0);
        assertFalse(self.bootId().isEmpty());
    }

    @Test
    void anotherStartTimeOrBootIsAnotherProcess() {
        ProcessIdentity self = processes.self();
        assertFalse(processes.isAlive(new ProcessIdentity(self.pid(), self.start() + 1, self.bootId())));
        assertFalse(processes.isAlive(new ProcessIdentity(self.pid(), self.start(), "another")));
    }

    @Test
    void anEndedProcessIsNotThere() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = processes.find(process.pid());
        assertNotNull(identity);
        process.destroyForcibly().waitFor();
        assertFalse(processes.isAlive(identity));
        assertNull(processes.find(Integer.MAX_VALUE));
    }

    @Test
    void aZombieIsDeadAndAStoppedProcessAlive() throws Exception {
        // The shell turns into a sleep, which never asks what became of the shell's child.
        Process shell = new ProcessBuilder("sh", "-c", "sleep 0.05 & echo $!; exec sleep 60").start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(shell.getInputStream()))) {
            long child = Long.parseLong(out.readLine());
            Eventually.holds(
                    "the child is a zombie",
                    () -> Files.readString(Path.of("/proc/" + child + "/stat")).contains(") Z "));
            assertNull(processes.find(child));
            ProcessIdentity sleeping = processes.find(shell.pid());
            new ProcessBuilder("kill", "-STOP", "" + shell.pid()).start().waitFor();
            assertTrue(processes.isAlive(sleeping));
        } finally {
            shell.destroyForcibly();
        }
    }

    @Test
    void aNameWithBlanksAndParenthesesDoesNotConfuse() throws IOException {
        for (String name : List.of("a b", ") Z 1 (", "x) S 1 1")) {
            Path program = folder.resolve(name);
            Files.copy(Path.of("/bin/sleep").toRealPath(), program, StandardCopyOption.COPY_ATTRIBUTES);
            Process process = new ProcessBuilder(program.toString(), "60").start();
            try {
                ProcessIdentity identity = processes.find(process.pid());
                assertNotNull(identity, name);
                long ticksNow = processes.self().start();
                assertTrue(identity.start() >= ticksNow, name + " started after this process");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void anIdentityIsOneWordThatIsReadBack() {
        ProcessIdentity identity = new ProcessIdentity(7, 123, "a-b");
        assertEquals("7:123:a-b", identity.text());
        assertEquals(identity, ProcessIdentity.parse(identity.text()));
        for (String malformed : List.of("", "7", "7:1", "x:1:b", "7:x:b")) {
            assertNull(ProcessIdentity.parse(malformed), malformed);
        }
    }
}
