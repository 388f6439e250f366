package dev.tickover.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.architecture.Doors.Exemption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CoreArchitectureTest {

    private static final Path CLASSES = Path.of("target", "classes");

    /** What each package may see; the packages stand in the order in which they can be understood. */
    private static final Map<String, Set<String>> MAY_SEE = table(
            "machine:",
            "json:",
            "schedule:",
            "event: schedule json",
            "policy: schedule event",
            "state: schedule event policy machine json",
            "ipc: machine json",
            "backend: schedule machine",
            "importing: schedule machine",
            "tick: schedule event policy state ipc machine json",
            "host: schedule event policy state ipc machine json backend tick");

    /** What may pass the doors beside the machine itself, each with its reason. */
    private static final List<Exemption> EXEMPTIONS = List.of(
            new Exemption("dev.tickover.machine", "*", "it is the door"),
            new Exemption("dev.tickover.tick.TickClient", "dev.tickover.tick.Machine.system", "it is a main class"),
            new Exemption("dev.tickover.tick.Machine", "dev.tickover.machine.Clocks.system", "it is where to ask"),
            new Exemption("dev.tickover.tick.Machine", "dev.tickover.machine.Processes.system", "it is where to ask"),
            new Exemption("dev.tickover.tick.Machine", "dev.tickover.machine.PowerSupply.system", "it is where to ask"),
            new Exemption("dev.tickover.host.TickHost", "dev.tickover.tick.Machine.system", "applications call it"),
            new Exemption(
                    "dev.tickover.host.TickHost", "dev.tickover.machine.Environment.current", "applications call it"),
            new Exemption(
                    "dev.tickover.ipc.PeerCheck",
                    "dev.tickover.machine.Environment.current",
                    "a peer must be the user of this very process"),
            new Exemption("dev.tickover.ipc.Watchdog", "dev.tickover.machine.Clocks.system", "it waits in real time"),
            new Exemption("dev.tickover.tick.TickClient", "java.lang.System.err", "it is a main class"),
            new Exemption("dev.tickover.tick.TickClient", "java.lang.Runtime.halt", "it is a main class"));

    @Test
    void packagesSeeOnlyWhatTheyMay() {
        assertEquals(List.of(), PackageRules.violations(CLASSES, MAY_SEE));
    }

    @Test
    void theTableHasNoCycle() {
        Set<String> understood = new HashSet<>();
        Map<String, Set<String>> left = new TreeMap<>(MAY_SEE);
        while (left.entrySet().removeIf(entry -> understood.containsAll(entry.getValue()))) {
            understood.addAll(MAY_SEE.keySet());
            understood.removeAll(left.keySet());
        }
        assertTrue(left.isEmpty(), () -> "these packages see each other: " + left);
    }

    @Test
    void coreNeedsTheJdksBaseModuleAlone() {
        // jdk.net names the user at the other end of a socket (SO_PEERCRED); where it is missing, folder rights
        // suffice.
        assertEquals(List.of(), PackageRules.otherModules(CLASSES, Set.of("java.base", "jdk.net")));
    }

    @Test
    void onlyTheMachineReachesClockProcessesAndConsole() {
        assertEquals(List.of(), Doors.violations(CLASSES, EXEMPTIONS));
    }

    private static Map<String, Set<String>> table(String... lines) {
        Map<String, Set<String>> table = new TreeMap<>();
        for (String line : lines) {
            List<String> names = new ArrayList<>(List.of(line.split("[: ]+")));
            names.replaceAll(name -> "dev.tickover." + name);
            table.put(names.get(0), Set.copyOf(names.subList(1, names.size())));
        }
        return table;
    }
}
