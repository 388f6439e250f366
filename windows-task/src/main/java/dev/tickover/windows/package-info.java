/**
 * The backend of the Windows Task Scheduler: tasks, plans for {@code schtasks}, inspection; and the model of its
 * tasks.
 */
package dev.tickover.windows;
