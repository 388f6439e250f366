/** Installs and removes applications: all or nothing, verified with the OS. */
package dev.tickover.installer.install;
