/** Finds what silently stops ticks on this machine, and fixes what needs no decision of the user. */
package dev.tickover.installer.doctor;
