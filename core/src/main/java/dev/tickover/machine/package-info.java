/** The only door to clocks, files, processes and the environment. */
package dev.tickover.machine;
