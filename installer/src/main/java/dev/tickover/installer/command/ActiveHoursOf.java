package dev.tickover.installer.command;

import dev.tickover.schedule.ActiveHours;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import java.io.IOException;
import java.util.Optional;

/** Finds the active hours of a schedule that may be installed no longer. */
final class ActiveHoursOf {

    private ActiveHoursOf() {}

    static Optional<ActiveHours> schedule(AppFolder folder, String name) {
        if (!folder.schedule(name).exists()) {
            return Optional.empty();
        }
        try {
            return Compiled.schedule(folder, name).schedule().active();
        } catch (IOException unreadable) {
            // They only help to explain; what is wrong with the file is told where the file is needed.
            return Optional.empty();
        }
    }
}
