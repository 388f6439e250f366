/** Is what an OS scheduler must offer, and what a translation loses on it. */
package dev.tickover.backend;
