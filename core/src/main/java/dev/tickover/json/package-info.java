/** Reads and writes one flat JSON object a line. */
package dev.tickover.json;
