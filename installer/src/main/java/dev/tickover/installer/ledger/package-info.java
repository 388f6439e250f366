/**
 * Reads the history as an account of due instants: proves that it is complete, and finds the outcome and cause of
 * each.
 */
package dev.tickover.installer.ledger;
