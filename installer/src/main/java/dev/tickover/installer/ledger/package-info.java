/** Reads the history as an account of due instants: proves that it is whole, and says what became of each and why. */
package dev.tickover.installer.ledger;
