/** Plays schedules and handlers on a simulated machine, under virtual clocks and without waiting. */
package dev.tickover.simulation;
