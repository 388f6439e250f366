package dev.tickover.tick;

import dev.tickover.ipc.HostConnection;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.machine.ProcessEnd;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.state.Standbys;
import java.io.IOException;

/** Calls the hosts that stand by: one that is frozen does not count. */
final class StandbyCall {

    private static final long ANSWER_MS = 2_000;
    private static final long TAKE_WITHIN_MS = 20_000;
    private static final long LOOK_EVERY_MS = 20;

    private final Machine machine;
    private final Standbys standbys;
    private final LeaseStore leases;

    StandbyCall(AppFolder folder, Machine machine) {
        this.machine = machine;
        this.standbys = new Standbys(folder, machine.processes());
        this.leases = new LeaseStore(folder, machine.processes());
    }

    /** Checks whether any host stands by that answers, and so takes over as soon as no other is active. */
    boolean isAny() {
        for (Standbys.Entry standby : standbys.list()) {
            if (runs(standby) && answers(standby, Protocol.PING, Protocol.STANDBY)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Calls one standby after another to take over from a host that hangs; returns true once another lease is held than
     * that one's.
     */
    boolean replace(Lease hung) throws IOException {
        for (Standbys.Entry standby : standbys.list()) {
            if (answers(standby, Protocol.TAKE_OVER, Protocol.ACCEPTED) && isReplaced(hung)) {
                return true;
            }
        }
        return false;
    }

    private static boolean runs(Standbys.Entry standby) {
        return ProcessEnd.whyNotScheduled(standby.process().pid()).isEmpty()
                && ProcessEnd.whyNotScheduled(standby.waiter().pid()).isEmpty();
    }

    /** One that is stopped finds the request when it thaws, and is not waited for. */
    private static boolean answers(Standbys.Entry standby, String op, String expected) {
        try (HostConnection connection = HostConnection.open(standby.socket(), ANSWER_MS)) {
            connection.send(new JsonLine().put("v", Protocol.VERSION).put(Protocol.OP, op), ANSWER_MS);
            JsonLine answer = runs(standby) ? connection.receive(ANSWER_MS) : null;
            return answer != null && expected.equals(answer.text(Protocol.STATUS, ""));
        } catch (IOException frozenToo) {
            return false;
        }
    }

    /** It asks the host once more before it takes over, which takes as long as that one is waited for. */
    private boolean isReplaced(Lease hung) throws IOException {
        long end = machine.clocks().awakeNanos() + TAKE_WITHIN_MS * 1_000_000;
        while (machine.clocks().awakeNanos() < end) {
            Lease now = leases.read();
            if (now != null && now.generation() > hung.generation() && leases.isHeld(now)) {
                return true;
            }
            Waiting.millis(LOOK_EVERY_MS);
        }
        return false;
    }
}
