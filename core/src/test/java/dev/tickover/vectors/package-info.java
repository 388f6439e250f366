/** Holds the rules to what other schedulers' tests and reports state. */
package dev.tickover.vectors;
