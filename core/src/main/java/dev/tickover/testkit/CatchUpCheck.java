package dev.tickover.testkit;

import dev.tickover.policy.Account;
import dev.tickover.policy.Fate;
import dev.tickover.policy.Slack;
import dev.tickover.policy.Tick;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.DueInstants;
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
        DueInstants due = rules.due(rules.zone());
        Map<Instant, Integer> missedBefore = new HashMap<>();
        List<TraceEvent.What> accounts = new ArrayList<>();
        Pauses pauses = new Pauses();
        for (TraceEvent event : trace.events()) {
            pauses.take(event.what());
            if (event.what() instanceof TraceEvent.Moved moved) {
                due = rules.due(moved.zone());
            } else if (event.what() instanceof TraceEvent.Fired fired) {
                Tick tick = fired.tick();
                if (tick.servesDueInstant() && tick.attempt() == 1) {
                    checkLast(tick, due, pauses, event, broken);
                    checkCount(tick, accounts, missedBefore, event, broken);
                    missedBefore.put(tick.due(), tick.missed());
                }
                accounts.clear();
            } else {
                accounts.add(event.what());
            }
        }
    }

    /** What came due in a pause is dropped, by the tick or by the next look. */
    private void checkLast(Tick tick, DueInstants due, Pauses pauses, TraceEvent event, Consumer<Violation> broken) {
        Optional<Instant> next = due.next(tick.due());
        while (next.isPresent() && pauses.contain(next.get())) {
            next = due.next(next.get());
        }
        if (next.isPresent() && !next.get().isAfter(event.wall().plus(Slack.EARLY))) {
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
