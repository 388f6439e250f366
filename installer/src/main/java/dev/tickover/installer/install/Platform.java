package dev.tickover.installer.install;

import dev.tickover.machine.Clocks;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.MachineId;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.Splay;
import dev.tickover.tick.Machine;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

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

    /**
     * Returns by how much this machine shifts the due instants of an application's schedules, within their splay.
     *
     * @param app the application
     * @return the shifts, by schedule name
     */
    public Map<String, Duration> offsets(App app) {
        String machineId = MachineId.read();
        return app.schedules().stream()
                .collect(Collectors.toMap(
                        Schedule::name,
                        schedule -> Splay.offset(machineId, app.id(), schedule.name(), schedule.splay())));
    }
}
