package dev.tickover.tick;

import dev.tickover.policy.Tick;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;
import java.util.List;

/** Tells the history that the host has taken a tick. */
final class Accepted implements Runnable {

    private final AppFolder folder;
    private final String schedule;
    private final Machine machine;
    private final Tick tick;

    Accepted(AppFolder folder, String schedule, Machine machine, Tick tick) {
        this.folder = folder;
        this.schedule = schedule;
        this.machine = machine;
        this.tick = tick;
    }

    @Override
    public void run() {
        try {
            new History(folder).append(List.of(Events.ofTick(machine.clocks().wall(), schedule, "delivered", tick)));
        } catch (IOException unwritable) {
            // The tick is under way, and its end will be told, or will fail to be told with a reason.
            return;
        }
    }
}
