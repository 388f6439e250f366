/** Proves the distribution as users get it on a real systemd user manager. */
package dev.tickover.real;
