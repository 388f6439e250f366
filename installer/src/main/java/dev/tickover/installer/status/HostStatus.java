package dev.tickover.installer.status;

import dev.tickover.state.AppFolder;
import dev.tickover.state.Lease;
import dev.tickover.tick.HostReport;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Says how an application's host is.
 *
 * @param state how it is
 * @param lease the newest lease; empty if no host ever attached
 * @param why for people; empty where there is nothing to say
 */
public record HostStatus(HostReport.State state, Optional<Lease> lease, String why) {

    private static final long PING_MS = 3_000;

    /**
     * Asks the host of an application.
     *
     * @param folder the application's state folder
     * @param machine the machine
     * @param staleAfter how long work may go without progress
     * @return how it is
     * @throws IOException if the lease cannot be read
     */
    public static HostStatus ask(AppFolder folder, Machine machine, Duration staleAfter) throws IOException {
        HostReport report = HostReport.ask(folder, machine, staleAfter, PING_MS);
        return new HostStatus(report.state(), report.lease(), report.why());
    }
}
