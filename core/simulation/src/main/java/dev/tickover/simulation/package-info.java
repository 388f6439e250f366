/** Plays schedules and handlers on a simulated machine, under virtual clocks, and checks the invariants. */
package dev.tickover.simulation;
