/** Is what tests of several packages share: a user with a scripted systemd. */
package dev.tickover.installer.testing;
