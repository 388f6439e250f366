package dev.tickover.installer.status;

import dev.tickover.ipc.HostConnection;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.Processes;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
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
public record HostStatus(State state, Optional<Lease> lease, String why) {

    private static final long PING_MS = 3_000;

    /** Tells the ways a host can be apart. */
    public enum State {
        /** It answers, and has nothing in hand. */
        RUNNING,
        /** It answers, and has work in hand or a handler running. */
        BUSY,
        /** Its process is alive, but it does not answer, or its work makes no progress. */
        HUNG,
        /** Its process ended without detaching. */
        CRASHED,
        /** None is attached. */
        ABSENT
    }

    /**
     * Asks the host of an application.
     *
     * @param folder the application's state folder
     * @param processes the machine's processes
     * @param staleAfter how long work may go without progress
     * @return how it is
     * @throws IOException if the lease cannot be read
     */
    public static HostStatus ask(AppFolder folder, Processes processes, Duration staleAfter) throws IOException {
        LeaseStore leases = new LeaseStore(folder, processes);
        Lease lease = leases.read();
        if (lease == null || !lease.open()) {
            return new HostStatus(State.ABSENT, Optional.ofNullable(lease), "");
        }
        if (!leases.isHeld(lease)) {
            String why = "process " + lease.process().pid() + " is gone without having detached";
            return new HostStatus(State.CRASHED, Optional.of(lease), why);
        }
        return ping(lease, staleAfter);
    }

    private static HostStatus ping(Lease lease, Duration staleAfter) {
        try (HostConnection connection = HostConnection.open(lease.socket(), PING_MS)) {
            connection.send(new JsonLine().put("v", Protocol.VERSION).put(Protocol.OP, Protocol.PING), PING_MS);
            JsonLine answer = connection.receive(PING_MS);
            if (answer == null || !Protocol.ALIVE.equals(answer.text(Protocol.STATUS))) {
                return new HostStatus(State.HUNG, Optional.of(lease), "it does not answer a ping as it should");
            }
            Duration oldest = Duration.ofMillis(answer.number("oldestProgressMs", 0));
            if (answer.number("work", 0) == 0) {
                return new HostStatus(State.RUNNING, Optional.of(lease), "");
            }
            return oldest.compareTo(staleAfter) > 0
                    ? new HostStatus(
                            State.HUNG,
                            Optional.of(lease),
                            "its work has made no progress for " + oldest.toSeconds() + " s")
                    : new HostStatus(State.BUSY, Optional.of(lease), "");
        } catch (IOException silent) {
            return new HostStatus(State.HUNG, Optional.of(lease), "its process lives, but: " + silent.getMessage());
        }
    }
}
