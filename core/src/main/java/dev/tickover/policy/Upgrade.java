package dev.tickover.policy;

import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Is what becomes of the due instants of a schedule's former recurrence that are still owed when it gets another: the
 * rules of the manifest in force drop them or keep them, and for what they keep there is a tick that is to be delivered
 * as one that was interrupted is. The new recurrence counts from the change on. Pure.
 *
 * @param state the state from now on
 * @param endings how what was owed ends, oldest first
 */
public record Upgrade(ScheduleState state, List<Ending> endings) {

    /** Why such a tick is delivered later. */
    public static final String WHY = "it was due before the schedule was changed";

    /**
     * Is how some successive due instants end.
     *
     * @param accounts those that get no tick of their own, oldest first
     * @param tick the tick for the one after them, which is to be delivered; empty if the rules keep none
     */
    public record Ending(List<Account> accounts, Optional<Tick> tick) {

        /** Copies. */
        public Ending {
            accounts = List.copyOf(accounts);
        }
    }

    /** Copies. */
    public Upgrade {
        endings = List.copyOf(endings);
    }

    /**
     * Changes the recurrence.
     *
     * @param schedule the schedule as it is now
     * @param state what is remembered of it
     * @param now the moment of the change
     * @param former the due instants until now
     * @param first when the first tick was owed, until now
     * @return what becomes of what is owed
     */
    public static Upgrade of(Schedule schedule, ScheduleState state, Instant now, DueInstants former, First first) {
        List<Ending> endings = new ArrayList<>();
        List<Redelivery> redeliveries = new ArrayList<>(state.redeliveries());
        ScheduleState at = state;
        boolean more = true;
        while (more) {
            // What comes due from now on is the new recurrence's: no slack.
            Owed owed = Owed.of(schedule, at, now.minus(Slack.EARLY), former, first);
            List<Account> accounts = new ArrayList<>(owed.dropped());
            Optional<Tick> tick = Optional.empty();
            Optional<Instant> through = owed.servedThroughAfterDrops();
            if (!owed.isEmpty()) {
                tick = Optional.of(tick(schedule, at, owed));
                through = Optional.of(tick.get().due());
                if (schedule.catchUp() != CatchUp.EACH) {
                    accounts.addAll(owed.coalescedInto(tick.get().id()));
                }
                redeliveries.add(new Redelivery(tick.get(), now, WHY, false));
            }
            more = tick.isPresent();
            at = at.with().servedThrough(through).build();
            endings.add(new Ending(accounts, tick));
        }
        Instant change = Instant.ofEpochSecond(now.getEpochSecond());
        if (at.servedThrough().isEmpty() && at.installedAt().isAfter(now)) {
            // The clock was ahead at the installation, and is right now: as if it were installed only now.
            return new Upgrade(at.with().installedAt(change).build(), endings);
        }
        boolean isAhead =
                at.servedThrough().isPresent() && at.servedThrough().get().isAfter(change);
        ScheduleState changed = at.with()
                .servedThrough(isAhead ? at.servedThrough() : Optional.of(change))
                .redeliveries(redeliveries)
                .build();
        return new Upgrade(changed, endings);
    }

    private static Tick tick(Schedule schedule, ScheduleState state, Owed owed) {
        boolean each = schedule.catchUp() == CatchUp.EACH;
        Instant due = each ? owed.first() : owed.last();
        String reason = owed.isInitial() ? Tick.INITIAL : Tick.CATCH_UP;
        String id = Decider.id(schedule, state, due);
        return new Tick(id, due, reason, List.of(), each ? 0 : owed.count() - 1, 1, 0);
    }
}
