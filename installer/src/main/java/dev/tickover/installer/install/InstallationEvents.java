package dev.tickover.installer.install;

import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.tick.Definition;
import java.io.IOException;
import java.util.List;

/** Tells the history what is installed, so that an audit knows which due instants to look for. */
final class InstallationEvents {

    private InstallationEvents() {}

    static void installed(AppFolder folder, App app, Platform platform) throws IOException {
        for (Schedule schedule : app.schedules()) {
            Definition.record(folder, schedule.name(), platform.machine());
        }
    }

    static void uninstalled(AppFolder folder, List<String> schedules, Platform platform) throws IOException {
        for (String schedule : schedules) {
            Definition.recordUninstalled(folder, schedule, platform.machine());
        }
    }
}
