/** Makes a manifest of the jobs that the importers of cron, launchd, systemd and the Windows Task Scheduler read. */
package dev.tickover.installer.importing;
