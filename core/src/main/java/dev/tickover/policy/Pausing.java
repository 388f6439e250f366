package dev.tickover.policy;

import java.time.Instant;
import java.util.Optional;

/** Says how a schedule's state changes where somebody pauses or resumes it; pure. */
public final class Pausing {

    private Pausing() {}

    /**
     * Pauses. A pause that is lengthened or shortened keeps its beginning.
     *
     * @param state the state before, with what an earlier pause dropped accounted for
     * @param until until when; {@link Instant#MAX} until it is resumed
     * @param now the moment
     * @return the state after
     */
    public static ScheduleState paused(ScheduleState state, Instant until, Instant now) {
        Optional<Instant> from = Decider.isPaused(state, now) ? state.pausedFrom() : Optional.of(now);
        return state.with().paused(from, Optional.of(until)).build();
    }

    /**
     * Resumes. What was owed before the pause still is, and what came due in it is dropped once that is served. Where
     * nothing is owed from before, the pause is over and forgotten: a clock set back must not bring it back.
     *
     * @param state the state before, with what the pause dropped accounted for
     * @param isOwed whether something is still owed
     * @param now the moment
     * @return the state after
     */
    public static ScheduleState resumed(ScheduleState state, boolean isOwed, Instant now) {
        if (!isOwed) {
            return state.with().paused(Optional.empty(), Optional.empty()).build();
        }
        return state.with().paused(state.pausedFrom(), Optional.of(now)).build();
    }
}
