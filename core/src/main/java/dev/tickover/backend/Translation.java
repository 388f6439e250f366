package dev.tickover.backend;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Is an application in the words of one OS scheduler.
 *
 * @param documents every document, schedules first in the application's order, the sweep last
 * @param entries what each schedule, and the sweep, becomes
 */
public record Translation(List<Document> documents, List<Entry> entries) {

    /** Copies the lists. */
    public Translation {
        documents = List.copyOf(documents);
        entries = List.copyOf(entries);
    }

    /**
     * Is what one schedule becomes.
     *
     * @param name the schedule's name, or {@code sweep}
     * @param osName the entry's name in the scheduler, for example {@code tickover.alma.heartbeat.timer}
     * @param triggers the triggers in the scheduler's own words, one line each
     * @param pulsesPerHour the mean number of pulses in an hour
     * @param worstLateness the longest time from a due instant to its pulse while awake
     * @param afterWake the longest time from a wake-up to the pulse that makes up for what was slept through
     * @param afterBoot the same, from a boot (or login, in user scope)
     * @param losses what the scheduler cannot do of what the manifest asks, one line each; empty if nothing is lost
     */
    public record Entry(
            String name,
            String osName,
            List<String> triggers,
            double pulsesPerHour,
            Duration worstLateness,
            Duration afterWake,
            Duration afterBoot,
            List<String> losses) {

        /** Checks for null and copies the lists. */
        public Entry {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(osName, "osName");
            triggers = List.copyOf(triggers);
            losses = List.copyOf(losses);
        }
    }
}
