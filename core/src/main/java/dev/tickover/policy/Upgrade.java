package dev.tickover.policy;

import dev.tickover.event.Account;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of what is still owed by a schedule's former recurrence when it gets another: the rules of the manifest drop it
 * or keep it, and what they keep gets a tick that is to be delivered as an interrupted one is. The new recurrence counts
 * from the change on. Pure.
 *
 * @param state the state from now on
 * @param events how what was owed ends, oldest first
 */
public record Upgrade(ScheduleState state, List<HistoryEvent> events) {

    private static final Reason WHY = new Reason(Reason.Kind.RESCHEDULED, "it was due before the schedule was changed");

    /** Copies. */
    public Upgrade {
        events = List.copyOf(events);
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
        List<HistoryEvent> events = new ArrayList<>();
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
            for (Account account : accounts) {
                events.add(new HistoryEvent.Accounted(now, schedule.name(), account, ""));
            }
            if (tick.isPresent()) {
                events.add(new HistoryEvent.Fired(now, schedule.name(), tick.get(), WHY));
                events.add(new HistoryEvent.Deferred(now, schedule.name(), tick.get(), WHY));
            }
        }
        Instant change = Instant.ofEpochSecond(now.getEpochSecond());
        if (at.servedThrough().isEmpty() && at.installedAt().isAfter(now)) {
            // The clock was ahead at the installation, and is right now: as if it were installed only now.
            return new Upgrade(at.with().installedAt(change).build(), events);
        }
        boolean isAhead =
                at.servedThrough().isPresent() && at.servedThrough().get().isAfter(change);
        ScheduleState changed = at.with()
                .servedThrough(isAhead ? at.servedThrough() : Optional.of(change))
                .redeliveries(redeliveries)
                .build();
        return new Upgrade(changed, events);
    }

    private static Tick tick(Schedule schedule, ScheduleState state, Owed owed) {
        boolean each = schedule.catchUp() == CatchUp.EACH;
        Instant due = each ? owed.first() : owed.last();
        String reason = owed.isInitial() ? Tick.INITIAL : Tick.CATCH_UP;
        String id = Decider.id(schedule, state, due);
        return new Tick(id, due, reason, List.of(), each ? 0 : owed.count() - 1, 1, 0);
    }
}
