package dev.tickover.installer.status;

import java.util.Objects;

/**
 * Is the last tick of a schedule, as the history tells it.
 *
 * @param at when it was started, ISO-8601 UTC
 * @param due the due instant it served, ISO-8601 UTC
 * @param id its id
 * @param reason its reason
 * @param outcome {@code running}, {@code completed}, {@code failed} or {@code deferred}
 * @param why what is known of a bad outcome; empty otherwise
 * @param lateMs how much later than due it was started
 */
public record LastTick(String at, String due, String id, String reason, String outcome, String why, long lateMs) {

    /** Checks for null. */
    public LastTick {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(outcome, "outcome");
    }

    LastTick ended(String how, String because) {
        return new LastTick(at, due, id, reason, how, because, lateMs);
    }
}
