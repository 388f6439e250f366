package dev.tickover.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Is every instant at which active hours open: what was owed while they were closed waits for it. They also open where a
 * daylight-saving change puts the wall clock inside.
 */
record Openings(ActiveHours hours, ZoneId zone) implements DueInstants {

    @Override
    public Optional<Instant> next(Instant after) {
        Instant next = hours.nextOpening(after, zone);
        while (!next.equals(Instant.MAX) && hours.contains(next.minusSeconds(1), zone)) {
            // A change of the clocks from inside to inside opens nothing.
            next = hours.nextOpening(next, zone);
        }
        return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
    }
}
