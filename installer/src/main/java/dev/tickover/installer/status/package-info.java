/** Reads from an application's files, its host and the scheduler how things stand. */
package dev.tickover.installer.status;
