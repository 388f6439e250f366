package dev.tickover.installer.simulate;

import dev.tickover.simulation.SimulatedMachine;
import java.time.Duration;
import java.util.function.Consumer;

/** Is one thing that happens in a random life; its text says it all, so that a failing list can be read. */
record Happening(Duration at, String text, Consumer<SimulatedMachine> action) {

    boolean isWake() {
        return text.startsWith("wake");
    }

    @Override
    public String toString() {
        return at + " " + text;
    }
}
