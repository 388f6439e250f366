/** Tells the whole story in about a minute, on this machine's real scheduler. */
package dev.tickover.installer.demo;
