/** Remembers what ran, across crashes. */
package dev.tickover.state;
