/** Writes a history as one page for a browser. */
package dev.tickover.installer.report;
