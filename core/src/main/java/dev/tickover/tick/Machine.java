package dev.tickover.tick;

import dev.tickover.machine.Clocks;
import dev.tickover.machine.PowerSupply;
import dev.tickover.machine.Processes;
import dev.tickover.policy.Stamp;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * Is what a pulse is given of the machine.
 *
 * @param clocks the clocks
 * @param processes the processes
 * @param power what the machine runs on
 */
public record Machine(Clocks clocks, Processes processes, PowerSupply power) implements Supplier<ZoneId> {

    /**
     * Returns machine with the power supply of this machine.
     *
     * @param clocks the clocks
     * @param processes the processes
     */
    public Machine(Clocks clocks, Processes processes) {
        this(clocks, processes, PowerSupply.system());
    }

    /** {@return those of this machine} */
    public static Machine system() {
        return new Machine(Clocks.system(), Processes.system());
    }

    /**
     * Reads both clocks.
     *
     * @return the moment
     */
    public Stamp now() {
        return new Stamp(clocks.wall(), clocks.sinceBoot(), clocks.bootId());
    }

    /** Returns the machine's zone. */
    @Override
    public ZoneId get() {
        return clocks.zone();
    }
}
