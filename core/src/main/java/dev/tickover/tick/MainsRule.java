package dev.tickover.tick;

import dev.tickover.machine.PowerSupply;
import dev.tickover.policy.Tick;
import dev.tickover.schedule.Schedule;

/**
 * Holds a schedule back on battery that says {@code on-battery = false}. The OS scheduler does so with the schedule's own
 * pulses, where it can; a sweep and a host look at it too.
 */
final class MainsRule {

    static final String WHY = "on battery, and on-battery = false; held until there is mains power";

    private MainsRule() {}

    /** Tells whether a tick waits. A wake does not: it is somebody's wish at this moment. */
    static boolean holdsBack(Schedule schedule, Tick tick, PowerSupply power) {
        return !schedule.onBattery() && tick.servesDueInstant() && tick.wakes().isEmpty() && power.isOnBattery();
    }
}
