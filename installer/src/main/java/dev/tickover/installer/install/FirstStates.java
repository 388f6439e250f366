package dev.tickover.installer.install;

import dev.tickover.machine.Clocks;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.ScheduleStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes the state of schedules that have none: the moment of installation is the one their first tick is owed at. */
final class FirstStates {

    private FirstStates() {}

    /** Returns the names of the schedules whose state is new. */
    static List<String> write(AppFolder folder, App app, Clocks clocks) throws IOException {
        List<String> written = new ArrayList<>();
        for (Schedule schedule : app.schedules()) {
            ScheduleStore store = new ScheduleStore(folder, schedule.name());
            try (ScheduleStore.Transaction transaction = store.begin(clocks.wall())) {
                if (transaction.isNew()) {
                    transaction.commit(transaction.state(), List.of(), false);
                    written.add(schedule.name());
                }
            }
        }
        return written;
    }
}
