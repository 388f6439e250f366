/** Turns one pulse into at most a few deliveries. */
package dev.tickover.tick;
