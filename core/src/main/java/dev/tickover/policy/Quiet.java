package dev.tickover.policy;

import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import java.time.Instant;
import java.util.Optional;

/** Tells how long a schedule's state can be left unread: as long as {@link Decider} would find nothing to do in it. */
public final class Quiet {

    private Quiet() {}

    /**
     * Finds the end of the quiet that a moment lies in. At any moment from then until that end, as long as the state is
     * the same, the decision would be a skip that accounts for nothing and changes nothing, a reboot meanwhile included.
     *
     * @param schedule the schedule
     * @param state what is remembered of it; clock steps seen to, see {@link Transitions#clockChecked}, or not
     * @param now the moment
     * @param due the schedule's due instants
     * @return the first moment at which a tick may be owed; empty if something is owed, pending or under way, and where
     *     nothing will ever be
     */
    public static Optional<Instant> until(Schedule schedule, ScheduleState state, Instant now, DueInstants due) {
        boolean idle = state.wakes().isEmpty()
                && state.inFlight().isEmpty()
                && state.redeliveries().isEmpty()
                && state.pastPauses().isEmpty()
                && !Decider.isPaused(state, now);
        boolean firstIsOwed = state.servedThrough().isEmpty() && schedule.first() == First.AT_INSTALL;
        // What lies in the future is seen to at the next look, or once the boot that measured it is over.
        boolean startedBefore =
                state.lastStart().isEmpty() || !state.lastStart().get().wall().isAfter(now);
        boolean installedBefore =
                state.servedThrough().isPresent() || !state.installedAt().isAfter(now);
        boolean clockIsSound = startedBefore
                && installedBefore
                && !state.servedThrough().orElse(now).isAfter(now.plus(Slack.LATE))
                && !state.coversUntil().orElse(now).isAfter(now.plus(schedule.spacing()));
        if (!schedule.enabled() || !idle || firstIsOwed || !clockIsSound) {
            return Optional.empty();
        }
        Optional<Instant> next = due.next(state.servedThrough().orElse(state.installedAt()));
        if (next.isEmpty() || !next.get().isAfter(now.plus(Slack.EARLY))) {
            return Optional.empty();
        }
        return Optional.of(next.get().minus(Slack.EARLY));
    }
}
