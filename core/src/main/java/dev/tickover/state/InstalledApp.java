package dev.tickover.state;

import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * @param kicks by entry, a schedule's name or {@code sweep}: the command that has the OS scheduler start it at once;
 *     none where nobody knows one
 * @param launchd what it asks of launchd alone
 * @param logs the folder in which the entries' own logs are that the OS scheduler appends to for ever; empty if it keeps
 *     none
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
        String manifest,
        Map<String, List<String>> kicks,
        LaunchdOptions launchd,
        Optional<String> logs) {

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
        kicks = Map.copyOf(kicks);
        Objects.requireNonNull(launchd, "launchd");
        Objects.requireNonNull(logs, "logs");
    }

    /**
     * Makes an application of whose entries nobody knows how to start them.
     *
     * @param id its id
     * @param name its name for people
     * @param start the command that starts it
     * @param launcher the command that, put before {@code start}, lets it outlive the tick client
     * @param liveness when its host counts as hung
     * @param schedules the names of its schedules, in the manifest's order
     * @param scope for whom it is installed
     * @param backend the name of the backend that holds its entries
     * @param runtime the folder of the tick runtime that its entries call
     * @param installedAt when it was first installed
     * @param manifest the manifest it was installed from, for people
     */
    public InstalledApp(
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
        this(id, name, start, launcher, liveness, schedules, scope, backend, runtime, installedAt, manifest, Map.of());
    }

    /**
     * Makes an application that asks nothing of launchd, and whose entries keep no logs.
     *
     * @param id its id
     * @param name its name for people
     * @param start the command that starts it
     * @param launcher the command that, put before {@code start}, lets it outlive the tick client
     * @param liveness when its host counts as hung
     * @param schedules the names of its schedules, in the manifest's order
     * @param scope for whom it is installed
     * @param backend the name of the backend that holds its entries
     * @param runtime the folder of the tick runtime that its entries call
     * @param installedAt when it was first installed
     * @param manifest the manifest it was installed from, for people
     * @param kicks by entry, the command that has the OS scheduler start it at once
     */
    public InstalledApp(
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
            String manifest,
            Map<String, List<String>> kicks) {
        this(
                id,
                name,
                start,
                launcher,
                liveness,
                schedules,
                scope,
                backend,
                runtime,
                installedAt,
                manifest,
                kicks,
                LaunchdOptions.NONE,
                Optional.empty());
    }

    /**
     * Puts the application together again, as its manifest had it.
     *
     * @param whole its schedules, in the manifest's order
     * @return the application
     */
    public App with(List<Schedule> whole) {
        return new App(id, name, start, liveness, whole, launchd);
    }
}
