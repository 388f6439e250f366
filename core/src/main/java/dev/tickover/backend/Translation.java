package dev.tickover.backend;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An application in the words of one OS scheduler.
 *
 * @param deployment what was translated
 * @param entries what each enabled schedule becomes, in the application's order, and last the sweep
 */
public record Translation(Deployment deployment, List<Entry> entries) {

    /** Checks for null and copies the list. */
    public Translation {
        Objects.requireNonNull(deployment, "deployment");
        entries = List.copyOf(entries);
    }

    /** {@return the documents of all entries, in their order} */
    public List<Document> documents() {
        return entries.stream().flatMap(entry -> entry.documents().stream()).toList();
    }

    /**
     * Finds an entry.
     *
     * @param name the schedule's name, or {@code sweep}
     * @return the entry; empty if there is none, as of a disabled schedule
     */
    public Optional<Entry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /**
     * What one schedule, or the sweep, becomes.
     *
     * @param name the schedule's name, or {@code sweep}
     * @param osName the entry's name in the scheduler, for example {@code tickover.alma.heartbeat.timer}
     * @param documents the files that the scheduler reads for it, at least one
     * @param triggers the triggers in the scheduler's own words, one line each
     * @param pulsesPerHour the mean number of pulses in an hour
     * @param worstLateness the longest time from a due instant to its pulse while awake
     * @param afterWake the longest time from a wake-up to the pulse that catches up what was slept through
     * @param afterBoot the same, from a boot (or login, in user scope)
     * @param losses what the scheduler cannot do of what the manifest asks, one line each; empty if nothing is lost
     */
    public record Entry(
            String name,
            String osName,
            List<Document> documents,
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
            documents = List.copyOf(documents);
            triggers = List.copyOf(triggers);
            losses = List.copyOf(losses);
        }
    }
}
