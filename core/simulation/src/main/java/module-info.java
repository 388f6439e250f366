/** A virtual machine to play schedules on, for {@code tickover simulate} and for an application's own tests. */
module dev.tickover.simulation {
    requires transitive dev.tickover.core;

    exports dev.tickover.simulation;
}
