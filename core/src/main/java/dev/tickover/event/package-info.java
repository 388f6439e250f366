/** What happened to an application and its schedules, as values, and the codec of its history. */
package dev.tickover.event;
