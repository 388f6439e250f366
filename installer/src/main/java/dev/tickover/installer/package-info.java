/** The entry point of the {@code tickover} command, its version, and the errors that a user can fix. */
package dev.tickover.installer;
