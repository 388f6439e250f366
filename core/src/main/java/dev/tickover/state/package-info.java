/** Keeps what must survive a crash: states, leases, the history, checkpoints. */
package dev.tickover.state;
