package dev.tickover.state;

import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.util.Objects;

/**
 * Is a compiled schedule: what the tick client needs of the manifest, and nothing else.
 *
 * @param appId its application
 * @param schedule the schedule; an anchored recurrence has its anchor
 * @param offset this machine's shift of the due instants, within the schedule's splay
 */
public record InstalledSchedule(String appId, Schedule schedule, Duration offset) {

    /** Checks for null. */
    public InstalledSchedule {
        Objects.requireNonNull(appId, "appId");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(offset, "offset");
    }
}
