package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.CommandResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** System scope, on a real systemd that is PID 1 of namespaces of its own. */
@Tag("real-systemd")
class RealSystemScopeTest {

    @TempDir
    Path folder;

    @Test
    void rootInstallsUpgradesAndRemovesForTheWholeMachine() throws Exception {
        Path script = folder.resolve("system-manager.sh");
        try (InputStream text = RealSystemScopeTest.class.getResourceAsStream("/system-manager.sh")) {
            Files.write(script, text.readAllBytes());
        }
        CommandResult check = UserManager.runHere(List.of("sh", script.toString(), "check"), Duration.ofSeconds(20));
        if (!check.succeeded()) {
            UserManager.skip("no real systemd as PID 1 here: " + check.summary() + "\n"
                    + (check instanceof CommandResult.Exited exited ? exited.out() : ""));
        }
        Process manager = new ProcessBuilder("sh", script.toString(), "start")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String line = new BufferedReader(manager.inputReader()).readLine();
            assertTrue(line != null && line.startsWith("ready "), "the manager did not start: " + line);
            play(line.substring("ready ".length()));
        } finally {
            manager.getOutputStream().close();
            assertTrue(manager.waitFor(20, TimeUnit.SECONDS), "the manager does not end");
        }
    }

    private static void play(String pid) throws IOException, InterruptedException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        CommandResult result = UserManager.runHere(
                List.of("nsenter", "--target", pid, "--all", java, "-cp", classes, SystemScope.class.getName()),
                Duration.ofMinutes(2));
        CommandResult.Exited exited = assertExited(result);
        assertEquals(0, exited.code(), exited.out() + exited.err());
        System.out.print(exited.out());
    }

    private static CommandResult.Exited assertExited(CommandResult result) {
        assertTrue(result instanceof CommandResult.Exited, result::toString);
        return (CommandResult.Exited) result;
    }
}
