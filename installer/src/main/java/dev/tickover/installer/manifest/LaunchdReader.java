package dev.tickover.installer.manifest;

import dev.tickover.schedule.Every;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/** Reads the table {@code [launchd]}. */
final class LaunchdReader {

    static final String WARNING =
            "launchd loses such starts while the machine sleeps and was seen to hold them back for"
                    + " hours; what is lost comes with the next sweep. Without it, a calendar is used";

    private final TableReader table;
    private final List<Schedule> schedules;

    LaunchdReader(TableReader table, List<Schedule> schedules) {
        this.table = table;
        this.schedules = schedules;
    }

    LaunchdOptions read() {
        return new LaunchdOptions(bundleId(), startInterval());
    }

    private Optional<String> bundleId() {
        Optional<String> id = table.text(ManifestKey.BUNDLE_ID);
        if (id.isPresent() && !LaunchdOptions.isBundleId(id.get())) {
            table.refuse(
                    ManifestKey.BUNDLE_ID,
                    "no bundle identifier",
                    "allowed: words of letters, digits and hyphens with dots between, such as \"com.example.alma\"");
            return Optional.empty();
        }
        return id;
    }

    private boolean startInterval() {
        boolean wanted = table.onOrOff(ManifestKey.START_INTERVAL).orElse(false);
        boolean intervals = schedules.stream().anyMatch(schedule -> schedule.recurrence() instanceof Every);
        if (wanted && !schedules.isEmpty() && !intervals) {
            table.refuse(ManifestKey.START_INTERVAL, "no schedule has every", "remove it; cron is always a calendar");
        } else if (wanted) {
            table.problems().note(table.pathOf(ManifestKey.START_INTERVAL), WARNING);
        }
        return wanted;
    }
}
