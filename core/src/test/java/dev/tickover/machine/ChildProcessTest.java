package dev.tickover.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@Tag("real-process")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no sh")
class ChildProcessTest {

    private static final List<String> HAS_HOME = List.of("/bin/sh", "-c", "env | grep -q ^HOME=");

    @Test
    void aChildIsNotGivenWhatIsUnset() throws Exception {
        Map<String, String> own = System.getenv();
        assertEquals(own.containsKey("HOME") ? 0 : 1, exit(List.of()));
        assertEquals(1, exit(List.of("HOME")));
    }

    private static int exit(List<String> unset) throws Exception {
        return ChildProcess.start(HAS_HOME, unset).waitFor();
    }

    @Test
    void aQuietRunTellsItsCodeOnly() {
        CommandResult result = ChildProcess.runQuietly(
                List.of("/bin/sh", "-c", "echo noise; exit $CODE"), Map.of("CODE", "7"), 30_000);
        assertEquals(new CommandResult.Exited(7, "", ""), result);
    }
}
