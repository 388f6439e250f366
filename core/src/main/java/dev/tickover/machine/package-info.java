/** Is the only door to clock, files, processes, environment. */
package dev.tickover.machine;
