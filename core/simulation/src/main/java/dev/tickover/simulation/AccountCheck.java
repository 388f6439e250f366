package dev.tickover.simulation;

import dev.tickover.event.Account;
import dev.tickover.event.HistoryEvent;
import dev.tickover.schedule.DueInstants;
import dev.tickover.schedule.First;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Checks I8: up to the last one accounted for, every due instant ended, and none twice. */
final class AccountCheck implements Invariants.Check {

    private final Invariants rules;
    private final List<Instant> accounted = new ArrayList<>();
    private final Grid grid;
    private Instant after;
    private Instant first;
    private boolean withFirst;
    private boolean anything;
    private int era;

    AccountCheck(Invariants rules) {
        this.rules = rules;
        this.grid = new Grid(rules);
        this.after = rules.installedAt();
        this.first = rules.installedAt();
        this.withFirst = rules.schedule().first() == First.AT_INSTALL;
    }

    @Override
    public void check(Trace trace, Consumer<Violation> broken) {
        TraceEvent last = null;
        for (TraceEvent event : trace.events()) {
            if (event.what() instanceof TraceEvent.Moved) {
                compare(event, broken);
                grid.take(event);
            } else if (event.recorded() instanceof HistoryEvent.ClockSetBack back && back.era() > era) {
                era = back.era();
                beginAgain(event, broken);
            } else if (event.recorded() instanceof HistoryEvent.Installed installed) {
                if (grid.isUpgrade(installed)) {
                    countAnew(event, broken);
                } else {
                    beginAgain(event, broken);
                }
            } else if (event.recorded() instanceof HistoryEvent.Fired fired) {
                if (fired.isRun()) {
                    accounted.add(fired.tick().due());
                }
            } else if (event.recorded() instanceof HistoryEvent.Accounted of && !of.wasStarted()) {
                add(of.account(), event, broken);
            }
            last = event;
        }
        if (last != null) {
            compare(last, broken);
        }
    }

    /** Before anything is accounted for the first tick is still to come, now from this time on. */
    private void beginAgain(TraceEvent event, Consumer<Violation> broken) {
        compare(event, broken);
        after = event.wall();
        first = Instant.ofEpochSecond(event.wall().getEpochSecond());
    }

    /** Another recurrence counts from its installation on; all that was due before has ended. */
    private void countAnew(TraceEvent event, Consumer<Violation> broken) {
        compare(event, broken);
        grid.take(event);
        Instant change = Instant.ofEpochSecond(event.wall().getEpochSecond());
        if (!anything && after.isAfter(change)) {
            // The clock was ahead at the installation: it counts as one of now.
            after = change;
            first = change;
            return;
        }
        after = after.isAfter(change) ? after : change;
        withFirst = false;
    }

    private void add(Account account, TraceEvent event, Consumer<Violation> broken) {
        List<Instant> instants = instants(account, grid.due());
        accounted.addAll(instants);
        if (instants.size() != account.count()) {
            broken.accept(rules.violation(Invariant.I8, event, account + " is of " + instants.size()));
        }
    }

    static List<Instant> instants(Account account, DueInstants due) {
        List<Instant> instants = new ArrayList<>();
        for (Instant next = account.first();
                !next.isAfter(account.last());
                next = due.next(next).orElse(Instant.MAX)) {
            instants.add(next);
        }
        return instants;
    }

    private void compare(TraceEvent event, Consumer<Violation> broken) {
        if (accounted.isEmpty()) {
            return;
        }
        Instant last = new TreeSet<>(accounted).last();
        List<Instant> expected = new ArrayList<>();
        DueInstants due = grid.due();
        if (withFirst) {
            expected.add(first);
        }
        for (Instant next = due.next(after).orElse(Instant.MAX);
                !next.isAfter(last);
                next = due.next(next).orElse(Instant.MAX)) {
            expected.add(next);
        }
        List<Instant> sorted = accounted.stream().sorted().toList();
        if (!sorted.equals(expected)) {
            broken.accept(rules.violation(Invariant.I8, event, difference(expected, sorted)));
        }
        after = last;
        withFirst = false;
        anything = true;
        accounted.clear();
    }

    private static String difference(List<Instant> expected, List<Instant> accounted) {
        List<Instant> missing = new ArrayList<>(expected);
        List<Instant> surplus = new ArrayList<>();
        for (Instant each : accounted) {
            if (!missing.remove(each)) {
                surplus.add(each);
            }
        }
        return "not accounted for: " + missing + ", accounted for twice or never due: " + surplus;
    }
}
