package dev.tickover.simulation;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Tick;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Checks of I8 that what came due in a pause ends as skipped, whichever of several pauses it was: no tick serves it, or
 * stands for it. A first tick may: it is owed however late it comes. Worlds whose clock is set back say nothing of it,
 * since what was in a pause comes again outside of it; in another zone, or by another recurrence, other
 * instants were due in a pause that is over.
 */
record PauseCheck(Invariants rules) implements Invariants.Check {

    @Override
    public void check(Trace trace, Consumer<Violation> broken) {
        if (trace.all(TraceEvent.Stepped.class).anyMatch(step -> step.by().isNegative())) {
            return;
        }
        Pauses pauses = new Pauses();
        Grid grid = new Grid(rules);
        for (TraceEvent event : trace.events()) {
            pauses.take(event.recorded());
            if (grid.take(event)) {
                pauses.forgetOver();
            } else if (event.recorded() instanceof HistoryEvent.Fired fired && isNewOfRecurrence(fired.tick())) {
                check(fired.tick().due(), pauses, event, broken);
            } else if (event.recorded() instanceof HistoryEvent.Accounted accounted
                    && !accounted.wasStarted()
                    && accounted.account().fate() == Fate.COALESCED) {
                Account account = accounted.account();
                for (Instant each : AccountCheck.instants(account, grid.due())) {
                    check(each, pauses, event, broken);
                }
            }
        }
    }

    private static boolean isNewOfRecurrence(Tick tick) {
        return tick.servesDueInstant() && tick.attempt() == 1 && !tick.reason().equals(Tick.INITIAL);
    }

    private void check(Instant due, Pauses pauses, TraceEvent event, Consumer<Violation> broken) {
        if (pauses.contain(due)) {
            broken.accept(rules.violation(Invariant.I8, event, due + " came due in a pause and is served"));
        }
    }
}
