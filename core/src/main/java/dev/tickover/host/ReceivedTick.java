package dev.tickover.host;

import dev.tickover.event.Tick;
import dev.tickover.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Is a tick as its handler sees it.
 *
 * @param schedule the schedule's name
 * @param id the idempotency key: two deliveries with one id are the same tick
 * @param due the due instant it serves; for a wake, when it was asked for
 * @param reason {@code initial}, {@code interval}, {@code cron}, {@code catch-up}, or the reasons of wakes
 * @param wakes the reasons of the wakes that it serves, oldest first
 * @param missed how many further due instants it stands for
 * @param attempt from 1; more if the tick failed, or its delivery was cut off, before
 * @param timeout how long the handler may take until it is interrupted
 * @param grace how long the tick waits for work in hand
 */
public record ReceivedTick(
        String schedule,
        String id,
        Instant due,
        String reason,
        List<String> wakes,
        int missed,
        int attempt,
        Duration timeout,
        Duration grace) {

    /** Checks for null and copies the list. */
    public ReceivedTick {
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(reason, "reason");
        wakes = List.copyOf(wakes);
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(grace, "grace");
    }

    /**
     * Makes the tick that a schedule's handler sees.
     *
     * @param schedule the schedule
     * @param tick the tick
     * @return the tick with the schedule's time-outs
     */
    public static ReceivedTick of(Schedule schedule, Tick tick) {
        return new ReceivedTick(
                schedule.name(),
                tick.id(),
                tick.due(),
                tick.reason(),
                tick.wakes(),
                tick.missed(),
                tick.attempt(),
                schedule.timeout(),
                schedule.grace());
    }
}
