/** Is the Windows Task Scheduler as a backend. */
package dev.tickover.windows;
