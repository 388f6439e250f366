/** Finds what silently stops ticks on this machine, and mends what can be mended without asking. */
package dev.tickover.installer.doctor;
