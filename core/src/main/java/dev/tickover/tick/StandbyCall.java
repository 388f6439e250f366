package dev.tickover.tick;

import dev.tickover.ipc.HostConnection;
import dev.tickover.ipc.Protocol;
import dev.tickover.json.JsonLine;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.state.Standbys;
import java.io.IOException;

/** Calls a standby to take over from a host that hangs. */
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

    /** Calls one standby after another; returns true once another lease is held than the one that hangs. */
    boolean replace(Lease hung) throws IOException {
        for (Standbys.Entry standby : standbys.list()) {
            if (call(standby) && isReplaced(hung)) {
                return true;
            }
        }
        return false;
    }

    private static boolean call(Standbys.Entry standby) {
        try (HostConnection connection = HostConnection.open(standby.socket(), ANSWER_MS)) {
            connection.send(new JsonLine().put("v", Protocol.VERSION).put(Protocol.OP, Protocol.TAKE_OVER), ANSWER_MS);
            JsonLine answer = connection.receive(ANSWER_MS);
            return answer != null && Protocol.ACCEPTED.equals(answer.text(Protocol.STATUS, ""));
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
