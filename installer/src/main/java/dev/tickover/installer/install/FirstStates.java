package dev.tickover.installer.install;

import dev.tickover.machine.Clocks;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.DueCache;
import dev.tickover.state.ScheduleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the state of schedules that have none: the moment of installation is the one their first tick is owed at. */
final class FirstStates {

    private FirstStates() {}

    /** Returns the names of the schedules whose state is new. If one cannot be written, none is. */
    static List<String> write(AppFolder folder, App app, Clocks clocks) throws IOException {
        List<String> written = new ArrayList<>();
        try {
            for (Schedule schedule : app.schedules()) {
                write(folder, schedule.name(), clocks, written);
            }
            return written;
        } catch (IOException | RuntimeException failed) {
            forget(folder, written);
            throw failed;
        }
    }

    private static void write(AppFolder folder, String name, Clocks clocks, List<String> written) throws IOException {
        boolean lockIsNew = !folder.lock(name).exists();
        ScheduleStore store = new ScheduleStore(folder, name);
        try (ScheduleStore.Transaction transaction = store.begin(clocks.wall(), clocks.bootId())) {
            if (transaction.isNew()) {
                transaction.commit(transaction.state(), List.of(), false);
                written.add(name);
            }
        } catch (IOException | RuntimeException failed) {
            if (lockIsNew) {
                Files.deleteIfExists(folder.lock(name).toPath());
            }
            throw failed;
        }
    }

    /** Removes the state of schedules that are not, or no longer, installed. */
    static void forget(AppFolder folder, List<String> schedules) throws IOException {
        for (String schedule : schedules) {
            Path state = folder.state(schedule).toPath();
            Files.deleteIfExists(state);
            Files.deleteIfExists(Path.of(state + ".former"));
            Files.deleteIfExists(folder.pulse(schedule).toPath());
            Files.deleteIfExists(folder.lock(schedule).toPath());
            DueCache.forget(folder, schedule);
        }
    }
}
