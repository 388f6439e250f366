package dev.tickover.installer.doctor;

import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Surroundings;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Folders;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Processes;
import dev.tickover.machine.Scope;
import dev.tickover.state.AppFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Is the machine that checks look at.
 *
 * @param surroundings the user, the clocks and how to run commands
 * @param backends the schedulers that are known
 * @param javaHome the JDK or JRE that would run ticks if they were installed now
 * @param processes the processes
 * @param files what the file system tells of files
 * @param apps the state folders of the applications to look at
 */
public record Machine(
        Surroundings surroundings,
        Backends backends,
        Path javaHome,
        Processes processes,
        FileFacts files,
        List<AppFolder> apps) {

    /** Checks for null and copies. */
    public Machine {
        Objects.requireNonNull(surroundings, "surroundings");
        Objects.requireNonNull(backends, "backends");
        Objects.requireNonNull(javaHome, "javaHome");
        Objects.requireNonNull(processes, "processes");
        Objects.requireNonNull(files, "files");
        apps = List.copyOf(apps);
    }

    OperatingSystem system() {
        return surroundings.environment().system();
    }

    Instant now() {
        return surroundings.clocks().wall();
    }

    Folders folders(Scope scope) {
        return new Folders(surroundings.environment(), scope);
    }

    TickRuntime runtime(Scope scope) {
        return runtime(scope, javaHome);
    }

    TickRuntime runtime(Scope scope, Path java) {
        return new TickRuntime(folders(scope).runtimes(), java);
    }
}
