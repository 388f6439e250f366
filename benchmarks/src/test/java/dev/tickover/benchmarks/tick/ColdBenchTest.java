package dev.tickover.benchmarks.tick;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.installer.install.ExecCommandRunner;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdBenchTest {

    @TempDir
    private Path temporary;

    @Test
    void copiedJdkRunsAnEmptyMain() throws Exception {
        Path copy = temporary.resolve("jdk");
        new ColdBench(new ExecCommandRunner(), Path.of(System.getProperty("java.home")), copy, 1);
        String java = copy.resolve("bin").resolve("java").toString();
        // With "on", the JVM refuses to start where its own class archive does not fit the copy.
        CommandResult result = new ExecCommandRunner().run(Command.of(java, "-Xshare:on", "--version"));
        assertTrue(result.succeeded(), result::toString);
        assertFalse(Files.exists(copy.resolve("lib/src.zip")));
    }
}
