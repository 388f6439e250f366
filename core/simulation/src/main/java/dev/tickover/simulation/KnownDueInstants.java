package dev.tickover.simulation;

import dev.tickover.schedule.DueInstants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Keeps the due instants once found: a simulation asks for the same ones again and again. */
final class KnownDueInstants implements DueInstants {

    private final DueInstants source;
    private final Instant from;
    private final List<Instant> known = new ArrayList<>();

    /** Begins with the first due instant after the given one. */
    KnownDueInstants(DueInstants source, Instant from) {
        this.source = source;
        this.from = from;
    }

    @Override
    public Optional<Instant> next(Instant after) {
        if (after.isBefore(from)) {
            return source.next(after);
        }
        int found = Collections.binarySearch(known, after);
        int index = found >= 0 ? found + 1 : -found - 1;
        while (index >= known.size()) {
            Instant last = known.isEmpty() ? from : known.get(known.size() - 1);
            Optional<Instant> next = source.next(last);
            if (next.isEmpty()) {
                return next;
            }
            known.add(next.get());
            index += next.get().isAfter(after) ? 0 : 1;
        }
        return Optional.of(known.get(index));
    }
}
