package dev.tickover.tick;

import dev.tickover.ipc.HostConnection;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.ProcessEnd;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Says how an application's host is at this moment.
 *
 * @param state how it is
 * @param fault in what way it seems to hang; {@link Fault#NONE} in every other state
 * @param lease the newest lease; empty if no host ever attached
 * @param why for people; empty where there is nothing to say
 */
public record HostReport(State state, Fault fault, Optional<Lease> lease, String why) {

    /** How long a host may take from its lease to the first connection it accepts: as long as `attach` waits. */
    private static final Duration STARTING = Duration.ofSeconds(30);

    /** What a host is given that the system does not let run: enough if it is let go on at this moment. */
    private static final long STOPPED_MS = 1_000;

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

    /** Tells the ways a host can hang apart. */
    public enum Fault {
        /** It does not hang. */
        NONE,
        /** It does not answer. */
        SILENT,
        /** It answers, but its work makes no progress. */
        STALLED
    }

    /**
     * Asks the host of an application.
     *
     * @param folder the application's state folder
     * @param machine the machine
     * @param staleAfter how long work may go without progress, on the host's own clock, which stands still in suspend
     * @param patienceMs how long the host may take to answer, in milliseconds; one that is known to be stopped gets a
     *     second at the most
     * @return how it is
     * @throws IOException if the lease cannot be read
     */
    public static HostReport ask(AppFolder folder, Machine machine, Duration staleAfter, long patienceMs)
            throws IOException {
        LeaseStore leases = new LeaseStore(folder, machine.processes());
        Lease lease = leases.read();
        if (lease == null || !lease.open()) {
            return new HostReport(State.ABSENT, Fault.NONE, Optional.ofNullable(lease), "");
        }
        if (!leases.isHeld(lease)) {
            return of(
                    State.CRASHED,
                    Fault.NONE,
                    lease,
                    "process " + lease.process().pid() + " is gone without having detached");
        }
        boolean runs = ProcessEnd.whyNotScheduled(lease.process().pid()).isEmpty();
        long patience = runs ? patienceMs : Math.min(patienceMs, STOPPED_MS);
        HostReport report;
        try (HostConnection connection = HostConnection.open(lease.socket(), patience)) {
            report = ping(connection, lease, staleAfter, patience);
        } catch (HostConnection.AnswerTimeoutException full) {
            report = silent(lease, full.getMessage());
        } catch (IOException nobodyListens) {
            report = isStarting(lease, machine)
                    ? of(State.RUNNING, Fault.NONE, lease, "attached a moment ago, does not listen yet")
                    : silent(lease, "nobody listens on its socket: " + nobodyListens.getMessage());
        }
        // It may have ended while it was asked.
        boolean isOver = report.state == State.HUNG && !leases.isHeld(leases.read());
        return isOver ? ask(folder, machine, staleAfter, patienceMs) : report;
    }

    private static boolean isStarting(Lease lease, Machine machine) {
        Duration age = Duration.between(lease.attachedAt(), machine.clocks().wall());
        return !age.isNegative() && age.compareTo(STARTING) < 0;
    }

    private static HostReport ping(HostConnection connection, Lease lease, Duration staleAfter, long patienceMs) {
        JsonLine answer;
        try {
            connection.send(new JsonLine().put("v", Protocol.VERSION).put(Protocol.OP, Protocol.PING), patienceMs);
            answer = connection.receive(patienceMs);
        } catch (IOException failed) {
            return silent(lease, failed.getMessage());
        }
        if (answer == null || !Protocol.ALIVE.equals(answer.text(Protocol.STATUS, ""))) {
            return silent(lease, "it does not answer a ping as it should");
        }
        if (answer.number("work", 0) == 0) {
            return of(State.RUNNING, Fault.NONE, lease, "");
        }
        Duration oldest = Duration.ofMillis(answer.number("oldestProgressMs", 0));
        String why = "its work has made no progress for " + oldest.toSeconds() + " s";
        return oldest.compareTo(staleAfter) > 0
                ? of(State.HUNG, Fault.STALLED, lease, why)
                : of(State.BUSY, Fault.NONE, lease, "");
    }

    private static HostReport silent(Lease lease, String how) {
        String notScheduled = ProcessEnd.whyNotScheduled(lease.process().pid());
        String why = "its process lives, but: " + how + (notScheduled.isEmpty() ? "" : "; " + notScheduled);
        return of(State.HUNG, Fault.SILENT, lease, why);
    }

    private static HostReport of(State state, Fault fault, Lease lease, String why) {
        return new HostReport(state, fault, Optional.of(lease), why);
    }
}
