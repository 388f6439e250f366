package dev.tickover.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.machine.Processes;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.HostProcess;
import dev.tickover.testing.Installation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Twenty hosts at once, two in each of ten processes. */
@Tag("real-process")
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the hosts are started by env(1)")
class ManyHostsTest {

    private static final int PROCESSES = 10;

    @TempDir
    private Path home;

    @Test
    void exactlyOneIsActiveAtAnyTimeUntilTheLastProcessIsKilled() throws Exception {
        Installation installed = Installation.in(home, Installation.rare("beat").build());
        LeaseStore leases = new LeaseStore(installed.folder(), Processes.system());
        List<HostProcess> hosts = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                hosts.add(HostProcess.start(home, "host-" + i, "twice"));
            }
            Eventually.holds(
                    "all others stand by", () -> installed.events("standby").size() == 2 * PROCESSES - 1);
            assertEquals(1, installed.events("attached").size());
            Set<Long> wereActive = new HashSet<>();
            for (int left = PROCESSES; left > 0; left--) {
                Eventually.holds("one is active", () -> leases.isHeld(leases.read()));
                Lease lease = leases.read();
                HostProcess active = hosts.stream()
                        .filter(host -> host.pid() == lease.process().pid())
                        .findFirst()
                        .orElseThrow();
                active.line("attached " + lease.generation() + " ");
                assertTrue(wereActive.add(active.pid()));
                active.crash();
            }
        } finally {
            hosts.forEach(HostProcess::close);
        }
        Terms terms = new Terms(installed);
        assertEquals(List.of(), terms.overlaps());
        assertEquals(PROCESSES, terms.generations().size());
        int first = 0;
        for (int i = 0; i < PROCESSES; i++) {
            for (String line : HostProcess.linesOf(home.resolve("host-" + i))) {
                first += line.startsWith("tick ") && line.endsWith(" 1") ? 1 : 0;
            }
        }
        assertTrue(first <= 1, "of one tick there are " + first + " first attempts");
    }
}
