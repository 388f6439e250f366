package dev.tickover.installer.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Is one start of a tick, as a history tells it.
 *
 * @param at when it began
 * @param due the due instant that it served
 * @param reason why it ran
 * @param late how long after its due instant
 * @param missed how many further due instants it stands for
 * @param attempt from 1
 * @param outcome {@code completed}, {@code failed}, {@code deferred}, or {@code running} if no end is told
 * @param why what the end says beside; empty for nothing
 */
record ToldTick(
        Instant at, Instant due, String reason, Duration late, long missed, long attempt, String outcome, String why) {

    /** Checks for null. */
    ToldTick {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(late, "late");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(why, "why");
    }

    ToldTick ended(String how, String said) {
        return new ToldTick(at, due, reason, late, missed, attempt, how, said);
    }
}
