package dev.tickover.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * Is a recurrence given by five cron fields; {@link CronExpression} says what they may hold. On a day of a
 * daylight-saving change it follows Debian's cron ({@code cron(8)}, "Notes"; {@code cron.c}): where the hour and the
 * minute are both fixed, {@code dstGap} and {@code dstOverlap} say what becomes of a time that the change leaves out or
 * repeats. Where either begins with {@code *}, every minute that the wall clock shows and the fields match is due:
 * those of an overlap both times, those of a gap not at all.
 *
 * @param expression the expression as written, for example {@code 0 9 * * MON-FRI} or {@code @daily}
 * @param zone the zone whose local time counts; empty for the machine's own
 * @param dstGap what becomes of a fixed time inside a daylight-saving gap
 * @param dstOverlap how often a fixed time inside an overlap is due
 */
public record Cron(String expression, Optional<ZoneId> zone, DstGap dstGap, DstOverlap dstOverlap)
        implements Recurrence {

    /**
     * Checks the expression.
     *
     * @throws IllegalArgumentException if it is malformed or can never be due; the message says where and what is
     *     allowed
     */
    public Cron {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(dstGap, "dstGap");
        Objects.requireNonNull(dstOverlap, "dstOverlap");
        CronExpression.parse(expression);
    }

    /**
     * Makes a recurrence in the machine's own zone, with the default daylight-saving rules.
     *
     * @param expression five fields or an {@code @} name
     * @return the recurrence
     * @throws IllegalArgumentException if the expression is malformed or can never be due
     */
    public static Cron of(String expression) {
        return new Cron(expression, Optional.empty(), DstGap.SHIFT, DstOverlap.FIRST);
    }

    /**
     * Makes a recurrence in a zone of its own, with the default daylight-saving rules.
     *
     * @param expression five fields or an {@code @} name
     * @param zone the zone whose local time counts
     * @return the recurrence
     * @throws IllegalArgumentException if the expression is malformed or can never be due
     */
    public static Cron of(String expression, ZoneId zone) {
        return new Cron(expression, Optional.of(zone), DstGap.SHIFT, DstOverlap.FIRST);
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId machineZone) {
        return wallClock(machineZone).next(after);
    }

    @Override
    public String text() {
        return expression.strip();
    }

    private WallClock wallClock(ZoneId machineZone) {
        CronExpression parsed = CronExpression.parse(expression);
        ZoneId effective = zone.isPresent() ? zone.get() : machineZone;
        return parsed.hasFixedTime()
                ? new WallClock(effective, parsed.times(), dstGap, dstOverlap)
                : new WallClock(effective, parsed.times(), DstGap.SKIP, DstOverlap.BOTH);
    }
}
