/** Keeps applications ticking: schedules, policy, state, the tick client and the host library. Needs the JDK alone. */
module dev.tickover.core {
    exports dev.tickover.schedule;
    exports dev.tickover.backend;
    exports dev.tickover.machine;
}
