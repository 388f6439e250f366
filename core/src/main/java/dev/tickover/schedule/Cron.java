package dev.tickover.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * Is a recurrence given by five cron fields.
 *
 * @param expression the expression as written, for example {@code 0 9 * * MON-FRI} or {@code @daily}
 * @param zone the zone whose local time counts; empty for the machine's own
 * @param dstGap what becomes of a fixed time inside a daylight-saving gap
 * @param dstOverlap how often a fixed time inside an overlap is due
 */
public record Cron(String expression, Optional<ZoneId> zone, DstGap dstGap, DstOverlap dstOverlap)
        implements Recurrence {

    /** Checks the expression. */
    public Cron {
        Objects.requireNonNull(expression, "expression");
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId machineZone) {
        throw new IllegalStateException("replaced by the next commit");
    }

    @Override
    public String text() {
        return expression;
    }
}
