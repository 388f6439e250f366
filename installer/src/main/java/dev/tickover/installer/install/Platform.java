package dev.tickover.installer.install;

import dev.tickover.machine.Clocks;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.MachineId;
import java.util.Objects;

/**
 * Is what an installation is given of the machine.
 *
 * @param environment the user and the system
 * @param clocks the clocks
 * @param runner runs the scheduler's tools
 */
public record Platform(Environment environment, Clocks clocks, CommandRunner runner) {

    /** Checks for null. */
    public Platform {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(clocks, "clocks");
        Objects.requireNonNull(runner, "runner");
    }

    /**
     * Tells this machine from others, for the splay.
     *
     * @return an opaque text
     */
    public String machineId() {
        return MachineId.read();
    }
}
