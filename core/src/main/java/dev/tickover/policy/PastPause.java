package dev.tickover.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Is a pause that is over, while something from before it is still owed: what came due in it is dropped once that is
 * served.
 *
 * @param from since when the schedule was paused
 * @param until until when, exclusively
 */
public record PastPause(Instant from, Instant until) {

    /**
     * So many are remembered. Of more, the oldest is forgotten, and what came due in it is owed again: that is one tick
     * with {@code latest}, at most {@code max-catch-up} with {@code each}.
     */
    public static final int MOST = 16;

    /** Checks for null. */
    public PastPause {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
    }

    boolean contains(Instant instant) {
        return instant.isBefore(until) && !instant.isBefore(from);
    }

    static boolean anyContains(List<PastPause> pauses, Instant instant) {
        for (int i = 0; i < pauses.size(); i++) {
            if (pauses.get(i).contains(instant)) {
                return true;
            }
        }
        return false;
    }

    static List<PastPause> plus(List<PastPause> pauses, PastPause one) {
        List<PastPause> all = new ArrayList<>(pauses);
        all.add(one);
        return all.size() > MOST ? all.subList(all.size() - MOST, all.size()) : all;
    }

    /** Those in which something may have come due that is not accounted for yet. */
    static List<PastPause> after(List<PastPause> pauses, Instant servedThrough) {
        List<PastPause> left = new ArrayList<>();
        for (PastPause pause : pauses) {
            if (pause.until().isAfter(servedThrough)) {
                left.add(pause);
            }
        }
        return left;
    }

    /** A pause that is over cannot end in the future: the clock was set back, and what comes due again is owed. */
    static List<PastPause> before(List<PastPause> pauses, Instant now) {
        List<PastPause> left = new ArrayList<>();
        for (PastPause pause : pauses) {
            if (!pause.until().isAfter(now)) {
                left.add(pause);
            } else if (pause.from().isBefore(now)) {
                left.add(new PastPause(pause.from(), now));
            }
        }
        return left;
    }
}
