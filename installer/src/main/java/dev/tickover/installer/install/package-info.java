/** Installs and removes applications: all or nothing, verified with the scheduler. */
package dev.tickover.installer.install;
