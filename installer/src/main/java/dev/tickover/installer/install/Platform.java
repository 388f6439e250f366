package dev.tickover.installer.install;

import dev.tickover.machine.Clocks;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.MachineId;
import dev.tickover.tick.Machine;
import java.util.Objects;

/**
 * The user, the system and the machine that a command works on.
 *
 * @param environment the user and the system
 * @param machine the machine
 * @param runner runs the scheduler's tools
 */
public record Platform(Environment environment, Machine machine, CommandRunner runner) {

    /** Checks for null. */
    public Platform {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(runner, "runner");
    }

    /** {@return the machine's clocks} */
    public Clocks clocks() {
        return machine.clocks();
    }

    /** {@return an opaque text that tells this machine from others, for the splay} */
    public String machineId() {
        return MachineId.read();
    }
}
