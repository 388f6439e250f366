package dev.tickover.schedule;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Answers from a list of due instants found earlier, and asks for the full search only beyond the list's ends: finding
 * one from a recurrence needs zone rules, which cost a cold JVM 15 to 25 ms. Within its range a list is complete, so both
 * ways give the same answer. Immutable, and as safe for use by many threads as the full search is.
 */
public final class ListedDueInstants implements DueInstants {

    private final DueList list;
    private final DueInstants otherwise;

    /**
     * Puts a list before a full search.
     *
     * @param list what was found earlier by the same search
     * @param otherwise the full search; asked only where the list does not reach
     */
    public ListedDueInstants(DueList list, DueInstants otherwise) {
        this.list = Objects.requireNonNull(list, "list");
        this.otherwise = Objects.requireNonNull(otherwise, "otherwise");
    }

    @Override
    public Optional<Instant> next(Instant after) {
        long found = list.next(after.getEpochSecond());
        return found == DueList.UNKNOWN ? otherwise.next(after) : Optional.of(Instant.ofEpochSecond(found));
    }
}
