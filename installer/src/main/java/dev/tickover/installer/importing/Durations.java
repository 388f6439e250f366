package dev.tickover.installer.importing;

import dev.tickover.schedule.DurationText;
import java.time.Duration;

/** Writes durations as a manifest does, and keeps them within its bounds. */
final class Durations {

    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(1);

    private Durations() {}

    static String text(Duration duration) {
        return DurationText.format(duration);
    }

    /** Returns the limit of a run that a manifest can say: none is the longest, and a fraction is rounded up. */
    static Duration limit(Duration asked) {
        if (asked.isZero() || asked.compareTo(Draft.NO_LIMIT) > 0) {
            return Draft.NO_LIMIT;
        }
        Duration whole = asked.getNano() == 0 ? asked : Duration.ofSeconds(asked.getSeconds() + 1);
        return whole.compareTo(SHORTEST_LIMIT) < 0 ? SHORTEST_LIMIT : whole;
    }
}
