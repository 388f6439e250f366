/** The launchd backend: property lists, plans for {@code launchctl}, inspection; and the model of its jobs. */
package dev.tickover.launchd;
