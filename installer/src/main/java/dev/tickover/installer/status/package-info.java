/** Reads the status of applications, hosts and schedules from files, sockets and the scheduler. */
package dev.tickover.installer.status;
