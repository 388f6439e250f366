package dev.tickover.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects due instants for tests to compare. */
final class DueSequence {

    private DueSequence() {}

    static List<Instant> between(DueInstants due, Instant after, Instant until) {
        List<Instant> found = new ArrayList<>();
        Optional<Instant> next = due.next(after);
        while (next.isPresent() && next.get().isBefore(until)) {
            if (!next.get().isAfter(found.isEmpty() ? after : found.get(found.size() - 1))) {
                throw new AssertionError("not later than the one before: " + next.get());
            }
            found.add(next.get());
            next = due.next(next.get());
        }
        return found;
    }

    static List<Instant> between(Recurrence recurrence, ZoneId zone, Instant after, Instant until) {
        return between(instant -> recurrence.next(instant, zone), after, until);
    }

    /** Returns the next ones as local date-times with their offset, as the zone's wall clock shows them. */
    static List<String> local(Recurrence recurrence, String zone, String after, int count) {
        ZoneId id = ZoneId.of(zone);
        List<String> texts = new ArrayList<>();
        Instant last = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            last = recurrence.next(last, id).orElseThrow();
            texts.add(last.atZone(id).toOffsetDateTime().toString());
        }
        return texts;
    }
}
