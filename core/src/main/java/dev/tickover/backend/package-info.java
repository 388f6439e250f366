/** What an OS scheduler must offer, as values and plans, and the one executor of plans. */
package dev.tickover.backend;
