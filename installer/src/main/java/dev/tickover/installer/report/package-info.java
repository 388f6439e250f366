/** Writes what a history tells as one page for a browser. */
package dev.tickover.installer.report;
