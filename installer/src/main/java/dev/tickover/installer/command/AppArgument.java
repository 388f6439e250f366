package dev.tickover.installer.command;

import dev.tickover.installer.UserException;
import dev.tickover.machine.ExitCode;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledSchedule;
import java.io.IOException;
import java.util.List;

/** Finds what the arguments APP and SCHEDULE name. */
final class AppArgument {

    private AppArgument() {}

    static InstalledSchedule schedule(AppFolder folder, String name) throws IOException {
        List<String> names = Compiled.app(folder).schedules();
        if (!names.contains(name)) {
            throw noSchedule(folder.path().getName(), name, names);
        }
        return Compiled.schedule(folder, name);
    }

    static UserException noSchedule(String appId, String name, List<String> names) {
        return new UserException(
                ExitCode.FAILED, appId + " has no schedule " + name, "its schedules are " + String.join(", ", names));
    }
}
