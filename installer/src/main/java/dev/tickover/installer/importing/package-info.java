/** Reads the schedules of cron, launchd, systemd and the Windows Task Scheduler, and writes a manifest that is due when they are. */
package dev.tickover.installer.importing;
