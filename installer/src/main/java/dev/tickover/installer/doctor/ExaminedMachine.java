package dev.tickover.installer.doctor;

import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Folders;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Processes;
import dev.tickover.machine.Scope;
import dev.tickover.state.AppFolder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Is the machine that checks look at.
 *
 * @param platform the user, the clocks and how to run commands
 * @param backends the schedulers that are known
 * @param runtimes the tick runtimes of a scope, as an installation would make them now
 * @param processes the processes
 * @param files what the file system tells of files
 * @param apps the state folders of the applications to look at
 */
public record ExaminedMachine(
        Platform platform,
        Backends backends,
        Function<Scope, TickRuntime> runtimes,
        Processes processes,
        FileFacts files,
        List<AppFolder> apps) {

    /** Checks for null and copies. */
    public ExaminedMachine {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(backends, "backends");
        Objects.requireNonNull(runtimes, "runtimes");
        Objects.requireNonNull(processes, "processes");
        Objects.requireNonNull(files, "files");
        apps = List.copyOf(apps);
    }

    OperatingSystem system() {
        return platform.environment().system();
    }

    Instant now() {
        return platform.clocks().wall();
    }

    Folders folders(Scope scope) {
        return new Folders(platform.environment(), scope);
    }

    TickRuntime runtime(Scope scope) {
        return runtimes.apply(scope);
    }
}
