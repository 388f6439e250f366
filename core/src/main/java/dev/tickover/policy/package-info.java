/** Decides what to do about owed, late, crowded and overlapping ticks, with the reason; pure. */
package dev.tickover.policy;
