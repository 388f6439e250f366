package dev.tickover.tick;

import dev.tickover.machine.Clocks;
import dev.tickover.machine.PowerSupply;
import dev.tickover.machine.Processes;
import dev.tickover.policy.Stamp;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * A machine: clocks, processes and power supply. Whatever decides is given one; only main programs ask for the system's.
 *
 * @param clocks the clocks
 * @param processes the processes
 * @param power the power supply
 */
public record Machine(Clocks clocks, Processes processes, PowerSupply power) implements Supplier<ZoneId> {

    /** {@return this machine} */
    public static Machine system() {
        return new Machine(Clocks.system(), Processes.system(), PowerSupply.system());
    }

    /** {@return the moment, by the wall clock and the clock that counts from boot} */
    public Stamp now() {
        return new Stamp(clocks.wall(), clocks.sinceBoot(), clocks.bootId());
    }

    /** {@return the machine's zone} */
    @Override
    public ZoneId get() {
        return clocks.zone();
    }
}
