package dev.tickover.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says how a schedule's state changes where somebody pauses or resumes it; pure. */
public final class Pausing {

    private Pausing() {}

    /**
     * Pauses. A pause that is lengthened or shortened keeps its beginning; one that is over already, and has something
     * owed from before it, is remembered beside the new one.
     *
     * @param state the state before, with what an earlier pause dropped accounted for
     * @param until until when; {@link Instant#MAX} until it is resumed
     * @param isOwed whether something is still owed
     * @param now the moment
     * @return the state after
     */
    public static ScheduleState paused(ScheduleState state, Instant until, boolean isOwed, Instant now) {
        if (Decider.isPaused(state, now)) {
            return state.with().paused(state.pausedFrom(), Optional.of(until)).build();
        }
        return over(state, isOwed, state.pausedUntil())
                .paused(Optional.of(now), Optional.of(until))
                .build();
    }

    /**
     * Resumes. What was owed before the pause still is, and what came due in it is dropped once that is served. Where
     * nothing is owed from before, the pause is forgotten. In neither case does a clock set back bring it back.
     *
     * @param state the state before, with what the pause dropped accounted for
     * @param isOwed whether something is still owed
     * @param now the moment
     * @return the state after
     */
    public static ScheduleState resumed(ScheduleState state, boolean isOwed, Instant now) {
        return over(state, isOwed, Optional.of(now))
                .paused(Optional.empty(), Optional.empty())
                .build();
    }

    /** A pause without a beginning leaves nothing owed from before it. */
    private static ScheduleState.Builder over(ScheduleState state, boolean isOwed, Optional<Instant> end) {
        if (!isOwed) {
            return state.with().pastPauses(List.of());
        }
        boolean wasPaused =
                state.pausedFrom().isPresent() && state.pausedFrom().get().isBefore(end.orElse(Instant.MIN));
        return wasPaused
                ? state.with()
                        .pastPauses(PastPause.plus(
                                state.pastPauses(),
                                new PastPause(state.pausedFrom().get(), end.get())))
                : state.with();
    }
}
