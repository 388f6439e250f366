package dev.tickover.schedule;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Is every due instant of a stretch of time, as numbers: those strictly after its start, up to its last. Immutable; no
 * record, since an array in it would compare by identity.
 */
public final class DueList {

    /** Says that the list does not reach as far as was asked. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** Ends a list whatever is owed: a schedule whose host is away for months looks further by itself. */
    private static final int LONGEST = 1024;

    private final long start;
    private final long[] seconds;

    /**
     * Makes a list.
     *
     * @param start the epoch second it starts from, itself excluded
     * @param seconds every due instant after it up to the last one listed, as epoch seconds
     * @throws IllegalArgumentException if they do not ascend from the start
     */
    public DueList(long start, long[] seconds) {
        long before = start;
        for (long second : seconds) {
            if (second <= before) {
                throw new IllegalArgumentException("due instants do not ascend: " + second + " after " + before);
            }
            before = second;
        }
        this.start = start;
        this.seconds = seconds.clone();
    }

    /**
     * Lists the coming due instants.
     *
     * @param due the full search
     * @param from where the list is to start: what is asked of it lies at or after this
     * @param now the moment
     * @param coming how many due instants after the moment it is to hold, if there are so many
     * @return the list; shorter where very many lie between the start and the moment
     */
    public static DueList of(DueInstants due, Instant from, Instant now, int coming) {
        long[] seconds = new long[LONGEST];
        int count = 0;
        int ahead = 0;
        Optional<Instant> next = due.next(from);
        while (next.isPresent() && count < LONGEST && ahead < coming) {
            seconds[count++] = next.get().getEpochSecond();
            ahead += next.get().isAfter(now) ? 1 : 0;
            next = due.next(next.get());
        }
        return new DueList(from.getEpochSecond(), Arrays.copyOf(seconds, count));
    }

    /**
     * Finds the first listed due instant strictly after a moment.
     *
     * @param after the moment's epoch second, a fraction of it left out: due instants are whole seconds
     * @return its epoch second; {@link #UNKNOWN} before the start, and from the last one on
     */
    public long next(long after) {
        if (after < start || seconds.length == 0 || after >= seconds[seconds.length - 1]) {
            return UNKNOWN;
        }
        int low = 0;
        int high = seconds.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (seconds[middle] > after) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return seconds[low];
    }

    /** {@return where the list starts: the epoch second, itself excluded} */
    public long start() {
        return start;
    }

    /** {@return the due instants; a copy, ascending epoch seconds} */
    public long[] seconds() {
        return seconds.clone();
    }
}
