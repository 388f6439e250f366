package dev.tickover.installer.command;

import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.runtime.RuntimeKind;
import dev.tickover.installer.runtime.TickRuntime;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Is what every command is given.
 *
 * @param platform the machine and the user
 * @param backends the schedulers that this distribution knows
 * @param javaHome the JDK or JRE that will run ticks
 * @param workingFolder the folder that relative paths start from
 * @param out where results go
 * @param err where errors and progress go
 */
public record Context(
        Platform platform, Backends backends, Path javaHome, Path workingFolder, PrintWriter out, PrintWriter err) {

    /**
     * Returns the runtimes of a scope.
     *
     * @param scope the scope
     * @return the runtimes
     */
    public TickRuntime runtime(Scope scope) {
        boolean plain = platform.environment().variable("TICKOVER_RUNTIME").equals(Optional.of("plain"));
        return runtime(scope, plain ? RuntimeKind.PLAIN : RuntimeKind.IMAGE);
    }

    /**
     * Returns the runtimes of a scope, of which new ones cost nothing to make: for what runs for a short time only.
     *
     * @param scope the scope
     * @return the runtimes
     */
    public TickRuntime plainRuntime(Scope scope) {
        return runtime(scope, RuntimeKind.PLAIN);
    }

    private TickRuntime runtime(Scope scope, RuntimeKind best) {
        return new TickRuntime(
                new Folders(platform.environment(), scope).runtimes(),
                javaHome,
                best,
                platform.runner(),
                platform.machine(),
                platform.environment().system(),
                err::println);
    }
}
