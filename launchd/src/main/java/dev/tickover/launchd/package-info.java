/** Is launchd as a backend: property lists, plans for {@code launchctl}, and what is in force. */
package dev.tickover.launchd;
