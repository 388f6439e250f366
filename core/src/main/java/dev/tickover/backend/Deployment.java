package dev.tickover.backend;

import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that a backend needs to render an application: what, for whom, where, and what each entry calls.
 *
 * @param app the application
 * @param scope for whom
 * @param stateFolder the application's state folder, absolute
 * @param tickCommand the program and arguments of the tick client; an entry appends its schedule's name (or {@code
 *     sweep}) as the last argument
 * @param documentFolder where the scheduler's documents go, absolute
 * @param zone the machine's zone
 * @param offsets by schedule name, this machine's shift of the due instants, within the schedule's splay; none for zero
 */
public record Deployment(
        App app,
        Scope scope,
        Path stateFolder,
        List<String> tickCommand,
        Path documentFolder,
        ZoneId zone,
        Map<String, Duration> offsets) {

    /** Checks for null and copies the command and the offsets. */
    public Deployment {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(stateFolder, "stateFolder");
        Objects.requireNonNull(documentFolder, "documentFolder");
        Objects.requireNonNull(zone, "zone");
        tickCommand = List.copyOf(tickCommand);
        offsets = Map.copyOf(offsets);
    }

    /**
     * Returns by how much this machine shifts the due instants of a schedule.
     *
     * @param schedule its name
     * @return the shift, zero for most
     */
    public Duration offset(String schedule) {
        return offsets.getOrDefault(schedule, Duration.ZERO);
    }

    /**
     * Returns what an entry calls.
     *
     * @param entry the schedule's name, or {@code sweep}
     * @return the program and its arguments
     */
    public List<String> commandFor(String entry) {
        List<String> command = new ArrayList<>(tickCommand);
        command.add(entry);
        return command;
    }

    /** {@return the application's address: its id and scope} */
    public AppAddress address() {
        return new AppAddress(app.id(), scope);
    }
}
