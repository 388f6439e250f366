package dev.tickover.event;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One delivery of a due instant, or of wakes, to whoever does the work.
 *
 * @param id the idempotency key, {@code SCHEDULE@DUE}; a redelivery keeps it
 * @param due the due instant it serves; for wakes alone, the moment of the earliest request
 * @param reason {@code initial}, {@code interval}, {@code cron} or {@code catch-up} if a due instant is served, else
 *     the wakes' reasons, separated by commas
 * @param wakes the reasons of the wakes that it serves, distinct, oldest first
 * @param missed how many further due instants it stands for
 * @param attempt from 1; grows with each delivery of the same id
 * @param failures how many attempts ended as failed
 */
public record Tick(String id, Instant due, String reason, List<String> wakes, int missed, int attempt, int failures) {

    /** The reason of the first tick of a schedule. */
    public static final String INITIAL = "initial";

    /** The reason of a tick that serves a due instant of an {@code every} recurrence in time. */
    public static final String INTERVAL = "interval";

    /** The reason of a tick that serves a due instant of a {@code cron} recurrence in time. */
    public static final String CRON = "cron";

    /** The reason of a tick that serves misfires. */
    public static final String CATCH_UP = "catch-up";

    /** Checks for null and copies the list. */
    public Tick {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(reason, "reason");
        wakes = List.copyOf(wakes);
    }

    /** {@return whether a due instant is served, and not only wakes} */
    public boolean servesDueInstant() {
        return reason.equals(INITIAL) || reason.equals(INTERVAL) || reason.equals(CRON) || reason.equals(CATCH_UP);
    }

    /** {@return the next delivery of the same tick: the tick with its attempt counted up} */
    public Tick again() {
        return new Tick(id, due, reason, wakes, missed, attempt + 1, failures);
    }

    /** {@return the tick with one more failure} */
    public Tick failedOnce() {
        return new Tick(id, due, reason, wakes, missed, attempt, failures + 1);
    }
}
