package dev.tickover.installer.manifest;

import dev.tickover.schedule.DurationText;
import java.time.Duration;

/**
 * Is the range of a duration, both ends allowed.
 *
 * @param least the smallest that is allowed
 * @param most the largest that is allowed
 */
record Bounds(Duration least, Duration most) {

    static Bounds of(Duration least, Duration most) {
        return new Bounds(least, most);
    }

    boolean holds(Duration duration) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    String text() {
        return "\"" + DurationText.format(least) + "\" to \"" + DurationText.format(most) + "\"";
    }
}
