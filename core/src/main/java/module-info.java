/** Keeps applications ticking: schedules, policy, state, the tick client and the host library. Needs the JDK alone. */
module dev.tickover.core {
    exports dev.tickover.host;
    exports dev.tickover.schedule;
    exports dev.tickover.event;
    exports dev.tickover.backend;
    exports dev.tickover.machine;
    exports dev.tickover.policy;
    exports dev.tickover.state;
    exports dev.tickover.ipc;
    exports dev.tickover.tick;
    exports dev.tickover.json;
}
