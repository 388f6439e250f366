/** What an importer of a scheduler's jobs is given and yields: sources, and drafts of schedules. */
package dev.tickover.importing;
