/** A virtual machine to play schedules on, for {@code tickover simulate} and for an application's own tests. */
@SuppressWarnings("module") // Tickover's other modules are compiled later.
module dev.tickover.simulation {
    requires transitive dev.tickover.core;

    exports dev.tickover.simulation;
    exports dev.tickover.simulation.scheduler to
            dev.tickover.systemd,
            dev.tickover.launchd,
            dev.tickover.windows,
            dev.tickover.installer;
}
