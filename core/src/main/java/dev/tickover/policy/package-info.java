/** Decides what to do about owed, late, crowded and overlapping ticks, and says why; pure. */
package dev.tickover.policy;
