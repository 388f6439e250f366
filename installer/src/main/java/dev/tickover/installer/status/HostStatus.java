package dev.tickover.installer.status;

import dev.tickover.state.AppFolder;
import dev.tickover.state.Lease;
import dev.tickover.state.Standbys;
import dev.tickover.tick.HostReport;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The active host of an application, and the hosts that stand by behind it.
 *
 * @param state how it is
 * @param lease the newest lease; empty if no host ever attached
 * @param why for people; empty where there is nothing to say
 * @param standbys the hosts that stand by, those that have stood by longest first
 */
public record HostStatus(HostReport.State state, Optional<Lease> lease, String why, List<Standbys.Entry> standbys) {

    private static final long PING_MS = 3_000;

    /** Checks for null and copies the list. */
    public HostStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(why, "why");
        standbys = List.copyOf(standbys);
    }

    /**
     * Asks the host of an application. Removes what standbys have left whose processes ended.
     *
     * @param folder the application's state folder
     * @param machine the machine
     * @param staleAfter how long work may go without progress
     * @return how it is
     * @throws IOException if the lease cannot be read
     */
    public static HostStatus ask(AppFolder folder, Machine machine, Duration staleAfter) throws IOException {
        HostReport report = HostReport.ask(folder, machine, staleAfter, PING_MS);
        List<Standbys.Entry> standbys = new Standbys(folder, machine.processes()).list();
        return new HostStatus(report.state(), report.lease(), report.why(), standbys);
    }
}
