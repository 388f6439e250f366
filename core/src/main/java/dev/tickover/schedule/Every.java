package dev.tickover.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * Is a recurrence at a fixed interval. Where the interval divides a day, due instants are local wall-clock times,
 * midnight + k·interval: the grid on which systemd, launchd and Task Scheduler fire natively. Any other interval is
 * counted in elapsed time from an anchor.
 *
 * @param interval the interval, whole seconds, positive
 * @param anchor the instant from which an interval that does not divide a day is counted; empty before installation
 *     fixes it (then the local midnight before 1970-01-02 counts), ignored for an interval that divides a day
 */
public record Every(Duration interval, Optional<Instant> anchor) implements Recurrence {

    /** Checks the bounds. */
    public Every {
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(anchor, "anchor");
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId machineZone) {
        throw new IllegalStateException("replaced by the next commit");
    }

    @Override
    public String text() {
        return interval.toString();
    }
}
