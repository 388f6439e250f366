/** What happened to an application and its schedules, as values, and the only codec of the history. */
package dev.tickover.event;
