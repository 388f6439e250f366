package dev.tickover.tick;

import dev.tickover.event.HistoryEvent;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;

/** Tells of a schedule that cannot be looked at, since another process does not let go of it. */
final class Blocked {

    private final AppFolder folder;
    private final String schedule;
    private final Machine machine;
    private final PulseNote note;

    Blocked(AppFolder folder, String schedule, Machine machine, PulseNote note) {
        this.folder = folder;
        this.schedule = schedule;
        this.machine = machine;
        this.note = note;
    }

    /** Tells it once an episode, though a process that froze may let nobody write the history either. */
    void tell(String why) {
        String noted = why;
        try {
            if (!note.says(why)) {
                new History(folder)
                        .append(new HistoryEvent.Blocked(machine.clocks().wall(), schedule, why));
            }
        } catch (IOException unwritable) {
            noted = "could not tell that " + why;
        }
        note.write(machine.now(), machine.clocks().awakeNanos(), noted);
    }
}
