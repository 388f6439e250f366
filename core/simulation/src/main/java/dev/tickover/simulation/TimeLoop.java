package dev.tickover.simulation;

/** Lets time run from one thing that happens to the next. */
final class TimeLoop {

    private final SimulatedMachine machine;
    private final Agenda agenda;

    TimeLoop(SimulatedMachine machine, Agenda agenda) {
        this.machine = machine;
        this.agenda = agenda;
    }

    /** Runs to a real time, with all that happens until then and at it. */
    void runTo(long end) {
        VirtualClocks clocks = machine.clocks();
        while (true) {
            long world = agenda.nextRealTime();
            long awake = machine.isUp() ? nextAwake() : Agenda.NEVER;
            long start = machine.isUp() ? machine.clients().nextStart() : Agenda.NEVER;
            long next = Math.min(world, Math.min(awake, start));
            if (next > end) {
                clocks.passTo(end, machine.isUp());
                return;
            }
            clocks.passTo(Math.max(next, clocks.ageMillis()), machine.isUp());
            if (world == next) {
                agenda.runNextReal();
            } else if (awake == next) {
                agenda.runNextAwake();
            } else {
                machine.clients().startDue();
            }
        }
    }

    private long nextAwake() {
        long next = agenda.nextAwakeTime();
        return next == Agenda.NEVER
                ? next
                : machine.clocks().ageMillis() + next - machine.clocks().awakeMillis();
    }
}
