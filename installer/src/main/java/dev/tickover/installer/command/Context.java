package dev.tickover.installer.command;

import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Surroundings;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Is what every command is given.
 *
 * @param surroundings the machine and the user
 * @param backends the schedulers that this distribution knows
 * @param javaHome the JDK or JRE that will run ticks
 * @param workingFolder the folder that relative paths start from
 * @param out where results go
 * @param err where errors and progress go
 */
public record Context(
        Surroundings surroundings,
        Backends backends,
        Path javaHome,
        Path workingFolder,
        PrintWriter out,
        PrintWriter err) {

    /**
     * Returns the runtimes of a scope.
     *
     * @param scope the scope
     * @return the runtimes
     */
    public TickRuntime runtime(Scope scope) {
        return new TickRuntime(new Folders(surroundings.environment(), scope).runtimes(), javaHome);
    }
}
