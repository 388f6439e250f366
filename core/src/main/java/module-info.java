/**
 * Keeps applications ticking: schedules, policy, state, the tick client and the host library. Needs the JDK alone.
 *
 * <p>Applications use {@link dev.tickover.host}; their tests, and whoever reads a history, use {@link
 * dev.tickover.schedule} and {@link dev.tickover.event} too. All other packages are for Tickover's own modules.
 */
@SuppressWarnings("module") // Tickover's other modules are compiled later.
module dev.tickover.core {
    exports dev.tickover.host;
    exports dev.tickover.schedule;
    exports dev.tickover.event;
    exports dev.tickover.backend to
            dev.tickover.simulation,
            dev.tickover.systemd,
            dev.tickover.launchd,
            dev.tickover.windows,
            dev.tickover.installer;
    exports dev.tickover.importing to
            dev.tickover.systemd,
            dev.tickover.launchd,
            dev.tickover.windows,
            dev.tickover.installer;
    exports dev.tickover.machine to
            dev.tickover.simulation,
            dev.tickover.systemd,
            dev.tickover.launchd,
            dev.tickover.windows,
            dev.tickover.installer;
    exports dev.tickover.policy to
            dev.tickover.simulation,
            dev.tickover.installer;
    exports dev.tickover.tick to
            dev.tickover.simulation,
            dev.tickover.installer;
    exports dev.tickover.ipc to
            dev.tickover.simulation,
            dev.tickover.installer;
    exports dev.tickover.state to
            dev.tickover.installer;
    exports dev.tickover.json to
            dev.tickover.installer;
}
