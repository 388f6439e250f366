/** Plays a manifest, or a recorded trace, against the models of the three schedulers. */
package dev.tickover.installer.simulate;
