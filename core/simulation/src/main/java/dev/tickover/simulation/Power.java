package dev.tickover.simulation;

import dev.tickover.simulation.TraceEvent.Condition;

/** Lets a machine sleep and lose its power. */
final class Power {

    private final SimulatedMachine machine;
    private boolean asleep;
    private boolean off;

    Power(SimulatedMachine machine) {
        this.machine = machine;
    }

    boolean isUp() {
        return !asleep && !off;
    }

    boolean isOff() {
        return off;
    }

    void suspend() {
        if (isUp()) {
            asleep = true;
            machine.change(Condition.ASLEEP, true);
            machine.clients()
                    .tellEntries(entry -> entry.suspended(machine.clocks().wall()));
        }
    }

    void resume() {
        if (asleep) {
            asleep = false;
            machine.change(Condition.ASLEEP, false);
            machine.clients()
                    .tellEntries(entry -> entry.resumed(machine.clocks().wall()));
        }
    }

    void off() {
        if (!off) {
            resume();
            off = true;
            machine.change(Condition.OFF, true);
            machine.powerFails();
        }
    }

    void on() {
        if (off) {
            off = false;
            machine.clocks().boot();
            machine.change(Condition.OFF, false);
            machine.boots();
        }
    }
}
