/** Reads property lists of launchd's jobs for {@code tickover import}. */
package dev.tickover.launchd.importing;
