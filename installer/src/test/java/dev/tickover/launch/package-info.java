/** Starts Tickover's scripts as a user would. */
package dev.tickover.launch;
