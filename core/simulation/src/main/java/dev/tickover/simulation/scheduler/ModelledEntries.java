package dev.tickover.simulation.scheduler;

import dev.tickover.simulation.EntryModel;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Models of the entries of one application.
 *
 * @param schedules the entries of its enabled schedules by name, in the application's order
 * @param sweep the entry of its sweep
 * @param sweepPeriod the time between two sweeps, while awake
 */
public record ModelledEntries(Map<String, EntryModel> schedules, EntryModel sweep, Duration sweepPeriod) {

    /** Checks for null and copies the map. */
    public ModelledEntries {
        schedules = Collections.unmodifiableMap(new LinkedHashMap<>(schedules));
        Objects.requireNonNull(sweep, "sweep");
        Objects.requireNonNull(sweepPeriod, "sweepPeriod");
    }
}
