/** Plays the protocol against a running host, and reports what the host gets wrong. */
package dev.tickover.installer.conformance;
