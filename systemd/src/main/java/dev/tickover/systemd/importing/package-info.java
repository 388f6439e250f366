/** Reads timers of systemd, and the services that they start, for {@code tickover import}. */
package dev.tickover.systemd.importing;
