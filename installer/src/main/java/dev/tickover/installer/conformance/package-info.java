/** Plays the protocol against a running host, and says what the host gets wrong. */
package dev.tickover.installer.conformance;
