package dev.tickover.tick;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Tick;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;

/** Records that the host has accepted a tick. */
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
            new History(folder)
                    .append(new HistoryEvent.Delivered(machine.clocks().wall(), schedule, tick));
        } catch (IOException unwritable) {
            // The tick is under way, and its end will be recorded, or will fail to be recorded with a reason.
            return;
        }
    }
}
