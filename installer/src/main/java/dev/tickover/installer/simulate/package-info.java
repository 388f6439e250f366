/** Plays a manifest against models of the three OS schedulers, each made from what is documented or was measured of it. */
package dev.tickover.installer.simulate;
