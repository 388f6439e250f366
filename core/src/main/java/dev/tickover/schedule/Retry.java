package dev.tickover.schedule;

import java.time.Duration;
import java.util.Objects;

/**
 * Says how a failed tick is tried again: at most {@code max} times, {@code backoff} after the failure, doubled each
 * time up to {@code maxBackoff}.
 *
 * @param max the number of further attempts, 0 for none
 * @param backoff the wait before the first further attempt, positive
 * @param maxBackoff the longest wait, at least {@code backoff}
 */
public record Retry(int max, Duration backoff, Duration maxBackoff) {

    /** No further attempt: what a schedule does that says nothing of retries. */
    public static final Retry NONE = new Retry(0, Duration.ofMinutes(1), Duration.ofMinutes(30));

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a value is out of bounds
     */
    public Retry {
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(maxBackoff, "maxBackoff");
        if (max < 0) {
            throw new IllegalArgumentException("max must not be negative: " + max);
        }
        if (backoff.isZero() || backoff.isNegative()) {
            throw new IllegalArgumentException("backoff must be positive: " + backoff);
        }
        if (maxBackoff.compareTo(backoff) < 0) {
            throw new IllegalArgumentException("max-backoff must be at least backoff: " + maxBackoff);
        }
    }

    /**
     * Returns the wait before the attempt that follows a failed one.
     *
     * @param failedAttempt the number of the attempt that failed, from 1
     * @return the wait, at most {@link #maxBackoff()}
     */
    public Duration waitAfter(int failedAttempt) {
        Duration wait = backoff;
        for (int doubled = 1; doubled < failedAttempt && wait.compareTo(maxBackoff) < 0; doubled++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(maxBackoff) > 0 ? maxBackoff : wait;
    }
}
