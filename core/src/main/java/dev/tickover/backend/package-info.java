/** What an OS scheduler must offer: translations, plans, inspections, problems; and the one executor of plans. */
package dev.tickover.backend;
