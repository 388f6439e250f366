package dev.tickover.simulation;

import dev.tickover.event.Account;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import dev.tickover.policy.Slack;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.DueInstants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks I3: with {@code latest}, one tick serves all that is owed, and names how many due instants that is. */
record CatchUpCheck(Invariants rules) implements Invariants.Check {

    @Override
    public void check(Trace trace, Consumer<Violation> broken) {
        if (rules.schedule().catchUp() != CatchUp.LATEST) {
            return;
        }
        Grid grid = new Grid(rules);
        Map<Instant, Integer> missedBefore = new HashMap<>();
        List<HistoryEvent.Accounted> accounts = new ArrayList<>();
        Pauses pauses = new Pauses();
        for (int i = 0; i < trace.events().size(); i++) {
            TraceEvent event = trace.events().get(i);
            pauses.take(event.recorded());
            if (grid.take(event)) {
                continue;
            }
            if (event.recorded() instanceof HistoryEvent.Fired fired) {
                Tick tick = fired.tick();
                if (fired.isRun()) {
                    // What comes due right after an upgrade is the new recurrence's, however early a pulse may be.
                    Duration early = isLeftByUpgrade(trace, i) ? Duration.ZERO : Slack.EARLY;
                    checkLast(tick, grid.due(), pauses, event, early, broken);
                    checkCount(tick, accounts, missedBefore, event, broken);
                    missedBefore.put(tick.due(), tick.missed());
                }
                accounts.clear();
            } else if (event.recorded() instanceof HistoryEvent.Accounted accounted) {
                accounts.add(accounted);
            }
        }
    }

    private static boolean isLeftByUpgrade(Trace trace, int fired) {
        return fired + 1 < trace.events().size()
                && trace.events().get(fired + 1).recorded() instanceof HistoryEvent.Deferred deferred
                && deferred.reason()
                        .filter(reason -> reason.kind() == Reason.Kind.RESCHEDULED)
                        .isPresent();
    }

    /** What came due in a pause is dropped, by the tick or by the next look. */
    private void checkLast(
            Tick tick, DueInstants due, Pauses pauses, TraceEvent event, Duration early, Consumer<Violation> broken) {
        Instant limit = event.wall().plus(early);
        Optional<Instant> next = due.next(tick.due());
        while (next.isPresent() && !next.get().isAfter(limit) && pauses.contain(next.get())) {
            next = due.next(next.get());
        }
        if (next.isPresent() && !next.get().isAfter(limit)) {
            broken.accept(rules.violation(Invariant.I3, event, tick.id() + " leaves " + next.get() + " owed"));
        }
    }

    private void checkCount(
            Tick tick,
            List<HistoryEvent.Accounted> before,
            Map<Instant, Integer> missedBefore,
            TraceEvent event,
            Consumer<Violation> broken) {
        int expected = 0;
        for (HistoryEvent.Accounted accounted : before) {
            Account account = accounted.account();
            if (account.into().equals(tick.id())) {
                int missed = missedBefore.getOrDefault(account.first(), 0);
                expected += accounted.wasStarted() ? 1 + missed : account.count();
            }
        }
        if (tick.missed() != expected) {
            broken.accept(rules.violation(
                    Invariant.I3, event, tick.id() + " says it stands for " + tick.missed() + ", not " + expected));
        }
    }
}
