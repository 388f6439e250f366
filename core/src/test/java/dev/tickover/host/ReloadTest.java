package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.Processes;
import dev.tickover.state.Standbys;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.HostProcess;
import dev.tickover.testing.Installation;
import dev.tickover.testing.Jvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins that are reloaded: many hosts of one application in one process, each loaded by a class loader of its own. */
@Tag("real-process")
@Timeout(120)
class ReloadTest {

    private static final int RELOADS = 8;

    @TempDir
    private Path home;

    @Test
    void eachReloadedHostIsActiveAfterTheOneBefore() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        List<String> lines = new ArrayList<>();
        try (Jvm process = Jvm.start(home, List.of(), ReloadingHost.class, "" + RELOADS, "2")) {
            for (String line = process.line(); !"reloaded".equals(line); line = process.line()) {
                lines.add(line);
                assertTrue(line != null && lines.size() < 1000, lines::toString);
            }
            for (int i = 1; i <= RELOADS; i++) {
                assertTrue(lines.contains("attached " + i + " true"), lines::toString);
            }
            Eventually.holds(
                    "every wake is served",
                    () -> installed.state("beat").wakes().isEmpty()
                            && installed.state("beat").inFlight().isEmpty());
            process.endInput();
            process.lineThatBegins("closed");
            assertEquals(0, process.exitCode());
        }
        Terms terms = new Terms(installed);
        assertEquals(List.of(), terms.overlaps());
        assertEquals(
                LongStream.rangeClosed(1, RELOADS).boxed().toList(),
                terms.generations().subList(0, RELOADS));
        assertEquals(0, installed.folder().standbys().list().length);
    }

    @Test
    void aHostOfAnotherProcessTakesOverWhenTheProcessOfManyIsKilled() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        try (Jvm process = Jvm.start(home, List.of(), ReloadingHost.class, "3", "2")) {
            process.lineThatBegins("reloaded");
            try (HostProcess other = HostProcess.start(home, "other")) {
                other.line("stands by");
                process.crash();
                other.line("attached 4");
                Eventually.holds("nobody stands by", () -> standbys(installed).isEmpty());
                assertEquals(0, installed.folder().standbys().list().length, "whoever looks removes what is left");
            }
        }
    }

    private static List<Standbys.Entry> standbys(Installation installed) {
        return new Standbys(installed.folder(), Processes.system()).list();
    }
}
