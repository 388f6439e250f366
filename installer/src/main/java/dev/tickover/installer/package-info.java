/** Is the tickover command. */
package dev.tickover.installer;
