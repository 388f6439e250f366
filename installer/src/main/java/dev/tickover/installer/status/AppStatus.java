package dev.tickover.installer.status;

import dev.tickover.state.InstalledApp;
import java.util.List;
import java.util.Objects;

/**
 * Says how an application stands.
 *
 * @param app the application
 * @param host its host
 * @param schedules its schedules, in the manifest's order
 */
public record AppStatus(InstalledApp app, HostStatus host, List<ScheduleStatus> schedules) {

    /** Checks for null and copies the list. */
    public AppStatus {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(host, "host");
        schedules = List.copyOf(schedules);
    }
}
