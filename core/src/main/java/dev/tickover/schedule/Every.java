package dev.tickover.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * Is a recurrence at a fixed interval. Where the interval divides a day, due instants are local wall-clock times,
 * midnight + k·interval: the grid on which systemd, launchd and Task Scheduler fire natively. Such a time inside a
 * daylight-saving gap is due at the end of the gap (all that the gap leaves out are due there once), and one inside an
 * overlap at its first occurrence: so two due instants are never further apart than the interval plus the shift. Any
 * other interval is counted in elapsed time from an anchor, before it too.
 *
 * @param interval the interval, whole seconds, positive
 * @param anchor the instant, whole seconds, from which an interval that does not divide a day is counted; empty before
 *     installation fixes it (then the local midnight that began 1970-01-01 counts), ignored for an interval that
 *     divides a day
 */
public record Every(Duration interval, Optional<Instant> anchor) implements Recurrence {

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the interval is not positive or either has a fraction of a second
     */
    public Every {
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(anchor, "anchor");
        if (interval.isZero() || interval.isNegative() || interval.getNano() != 0) {
            throw new IllegalArgumentException("an interval is a positive number of whole seconds, not " + interval);
        }
        if (anchor.isPresent() && anchor.get().getNano() != 0) {
            throw new IllegalArgumentException("an anchor is a whole second, not " + anchor.get());
        }
    }

    /**
     * Makes a recurrence whose anchor is not fixed yet.
     *
     * @param interval the interval, whole seconds, positive
     * @return the recurrence
     * @throws IllegalArgumentException if the interval is out of bounds
     */
    public static Every of(Duration interval) {
        return new Every(interval, Optional.empty());
    }

    /**
     * {@return whether a day is a whole number of intervals, so that due instants are local wall-clock times; false if
     * they are counted from the anchor}
     */
    public boolean dividesDay() {
        return GregorianDays.SECONDS_PER_DAY % interval.getSeconds() == 0;
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId machineZone) {
        if (dividesDay()) {
            return new WallClock(machineZone, new Grid(interval.getSeconds()), DstGap.SHIFT, DstOverlap.FIRST)
                    .next(after);
        }
        long from = after.getEpochSecond();
        long step = interval.getSeconds();
        long distance = step - Math.floorMod(from - anchorSecond(machineZone), step);
        // Compared by difference: the sum may overflow, the difference cannot.
        if (from >= GregorianDays.END_OF_TIME || distance >= GregorianDays.END_OF_TIME - from) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochSecond(from + distance));
    }

    @Override
    public String text() {
        return DurationText.format(interval);
    }

    long anchorSecond(ZoneId machineZone) {
        if (anchor.isPresent()) {
            return anchor.get().getEpochSecond();
        }
        return LocalDate.EPOCH.atStartOfDay(machineZone).toEpochSecond();
    }

    /** The multiples of a number of seconds that divides a day: local midnights are among them. */
    private record Grid(long step) implements LocalTimes {
        @Override
        public long atOrAfter(long localSecond) {
            return localSecond + Math.floorMod(-localSecond, step);
        }
    }
}
