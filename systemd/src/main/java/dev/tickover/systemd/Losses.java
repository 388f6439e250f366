package dev.tickover.systemd;

import dev.tickover.machine.Scope;
import dev.tickover.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/** Says what systemd cannot do of what a schedule asks. */
final class Losses {

    private Losses() {}

    static List<String> of(Schedule schedule, Scope scope) {
        List<String> losses = new ArrayList<>();
        if (schedule.wakeMachine() && scope == Scope.USER) {
            // systemd.timer(5), WakeSystem=: it needs CAP_WAKE_ALARM; a user's timer that asks for it does not start.
            losses.add("wake-machine: a user's timer cannot wake the machine; --scope system can");
        }
        if (!schedule.onBattery()) {
            losses.add("on-battery: on battery the pulse is skipped; what is owed waits for the first pulse or "
                    + "sweep on mains power");
        }
        return losses;
    }
}
