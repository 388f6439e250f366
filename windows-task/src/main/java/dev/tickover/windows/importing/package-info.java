/** Reads tasks of the Windows Task Scheduler for {@code tickover import}. */
package dev.tickover.windows.importing;
