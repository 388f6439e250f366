package dev.tickover.installer.install;

import dev.tickover.backend.Translation;
import java.util.List;
import java.util.Objects;

/**
 * Says what an installation did.
 *
 * @param steps what was done, one line each; empty if nothing had to change
 * @param started the new schedules whose first pulse was given at once
 * @param removed the schedules that were there and are gone from the manifest
 * @param translation what is in force now
 */
public record InstallReport(List<String> steps, List<String> started, List<String> removed, Translation translation) {

    /** Copies the lists. */
    public InstallReport {
        steps = List.copyOf(steps);
        started = List.copyOf(started);
        removed = List.copyOf(removed);
        Objects.requireNonNull(translation, "translation");
    }
}
