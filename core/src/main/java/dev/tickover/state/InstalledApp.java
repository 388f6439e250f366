package dev.tickover.state;

import dev.tickover.machine.Scope;
import dev.tickover.schedule.Liveness;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Is a compiled application, without its schedules.
 *
 * @param id its id
 * @param name its name for people
 * @param start the command that starts it
 * @param launcher the command that, put before {@code start}, lets it outlive the tick client
 * @param liveness when its host counts as hung
 * @param schedules the names of its schedules, in the manifest's order
 * @param scope for whom it is installed
 * @param backend the name of the backend that holds its entries; {@code run} for the foreground runner
 * @param runtime the folder of the tick runtime that its entries call
 * @param installedAt when it was first installed
 * @param manifest the manifest it was installed from, for people
 */
public record InstalledApp(
        String id,
        Optional<String> name,
        List<String> start,
        List<String> launcher,
        Liveness liveness,
        List<String> schedules,
        Scope scope,
        String backend,
        String runtime,
        Instant installedAt,
        String manifest) {

    /** Checks for null and copies. */
    public InstalledApp {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        start = List.copyOf(start);
        launcher = List.copyOf(launcher);
        Objects.requireNonNull(liveness, "liveness");
        schedules = List.copyOf(schedules);
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(runtime, "runtime");
        Objects.requireNonNull(installedAt, "installedAt");
        Objects.requireNonNull(manifest, "manifest");
    }
}
