package dev.tickover.simulation;

import dev.tickover.policy.Account;
import dev.tickover.policy.Fate;
import dev.tickover.policy.Outcome;
import dev.tickover.policy.Slack;
import dev.tickover.policy.Tick;
import dev.tickover.policy.Upgrade;
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
        List<TraceEvent.What> accounts = new ArrayList<>();
        Pauses pauses = new Pauses();
        for (int i = 0; i < trace.events().size(); i++) {
            TraceEvent event = trace.events().get(i);
            pauses.take(event.what());
            if (grid.take(event.what())) {
                continue;
            }
            if (event.what() instanceof TraceEvent.Fired fired) {
                Tick tick = fired.tick();
                if (tick.servesDueInstant() && tick.attempt() == 1) {
                    // What comes due right after an upgrade is the new recurrence's, however early a pulse may be.
                    Duration early = isLeftByUpgrade(trace, i) ? Duration.ZERO : Slack.EARLY;
                    checkLast(tick, grid.due(), pauses, event, early, broken);
                    checkCount(tick, accounts, missedBefore, event, broken);
                    missedBefore.put(tick.due(), tick.missed());
                }
                accounts.clear();
            } else {
                accounts.add(event.what());
            }
        }
    }

    private static boolean isLeftByUpgrade(Trace trace, int fired) {
        return fired + 1 < trace.events().size()
                && trace.events().get(fired + 1).what() instanceof TraceEvent.Ended ended
                && ended.outcome() instanceof Outcome.Undelivered undelivered
                && undelivered.message().equals(Upgrade.WHY);
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
            List<TraceEvent.What> before,
            Map<Instant, Integer> missedBefore,
            TraceEvent event,
            Consumer<Violation> broken) {
        int expected = 0;
        for (TraceEvent.What what : before) {
            if (what instanceof TraceEvent.Accounted accounted && isInto(tick, accounted.account())) {
                expected += accounted.account().count();
            } else if (what instanceof TraceEvent.Superseded superseded && isInto(tick, superseded.account())) {
                expected += 1 + missedBefore.getOrDefault(superseded.account().first(), 0);
            }
        }
        if (tick.missed() != expected) {
            broken.accept(rules.violation(
                    Invariant.I3, event, tick.id() + " says it stands for " + tick.missed() + ", not " + expected));
        }
    }

    private static boolean isInto(Tick tick, Account account) {
        return account.fate() == Fate.COALESCED && account.why().equals(tick.id());
    }
}
