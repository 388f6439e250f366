package dev.tickover.installer.ledger;

import dev.tickover.event.Account;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HistoryLine;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.ScheduleSummary;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Walks through the events of one schedule beside its due instants, and reports how each ended, and each fault.
 * The rule that finds due instants is the history's own; memory does not grow with the history.
 */
final class AccountWalk {

    /** Ticks started and not known to have ended well; more than this are only there if all of them fail. */
    private static final int MOST_OPEN = 1_000;

    private final AccountListener listener;
    private final GroupChain chain;
    private final Set<String> open = new LinkedHashSet<>();
    private LedgerRule rule;
    /** The last due instant accounted for; null before the first. */
    private Instant through;

    /** Through which due instant files were dropped; null if none was. */
    private Instant resumedThrough;

    private int era;
    private boolean isUninstalled;
    private Instant stateThrough;
    private boolean stateThroughMet;
    private long stateSequence = -1;

    AccountWalk(AccountListener listener) {
        this.listener = listener;
        this.chain = new GroupChain(listener::problem);
    }

    /** Goes on from the summary of dropped files. */
    void resume(ScheduleSummary summary) {
        chain.resume(summary.sequence());
        era = summary.era();
        if (summary.installed().isPresent()) {
            goBy(summary.installed().get());
        }
        through = summary.through().orElse(null);
        resumedThrough = through;
    }

    private void goBy(HistoryEvent.Installed installed) {
        rule = LedgerRule.of(installed);
        listener.rule(installed);
    }

    /** Notes which group the state stands for, so that what comes later is not taken for a fault. */
    void stateIsAt(long sequence) {
        stateSequence = sequence;
    }

    Optional<LedgerRule> rule() {
        return Optional.ofNullable(rule);
    }

    Optional<Instant> through() {
        return Optional.ofNullable(through);
    }

    void line(HistoryLine line) {
        HistoryEvent event = line.event();
        if (line.previous() == 0) {
            beginAnew(event);
        }
        chain.line(line);
        if (event instanceof HistoryEvent.Installed installed) {
            installed(installed);
        } else if (event instanceof HistoryEvent.Uninstalled) {
            isUninstalled = true;
        } else if (event instanceof HistoryEvent.ClockSetBack back) {
            setBack(back);
        } else if (event instanceof HistoryEvent.Fired fired) {
            fired(fired);
        } else if (event instanceof HistoryEvent.Completed completed) {
            open.remove(completed.tick().id());
        } else if (event instanceof HistoryEvent.Accounted accounted) {
            accounted(accounted);
        }
        if (stateSequence >= 0 && line.isGrouped() && line.sequence() == stateSequence) {
            stateThrough = through;
            stateThroughMet = true;
        }
    }

    /** A first group after others: the schedule was removed and came back, or its state was lost. */
    private void beginAnew(HistoryEvent event) {
        if (rule != null && !isUninstalled && chain.sequence() > 0) {
            unaccounted(event.at(), "the state was lost and began anew", AuditProblem.Kind.UNACCOUNTED);
        }
        through = null;
        era = 0;
        open.clear();
        isUninstalled = true;
    }

    private void installed(HistoryEvent.Installed next) {
        if (rule != null && !isUninstalled && next.through().isPresent()) {
            unaccounted(next.through().get().plusMillis(1), "no line of the history", AuditProblem.Kind.UNACCOUNTED);
        }
        isUninstalled = false;
        if (next.through().isPresent()) {
            through = next.through().get();
        }
        goBy(next);
    }

    private void setBack(HistoryEvent.ClockSetBack back) {
        if (back.era() > era) {
            era = back.era();
            through = back.at();
        }
    }

    private void fired(HistoryEvent.Fired fired) {
        if (fired.isRun()) {
            Instant due = fired.tick().due();
            account(due, due, 1, DueOutcome.RAN, fired);
            open.add(fired.tick().id());
            if (open.size() > MOST_OPEN) {
                open.remove(open.iterator().next());
            }
        }
    }

    private void accounted(HistoryEvent.Accounted event) {
        Account account = event.account();
        if (event.wasStarted()) {
            superseded(event);
        } else {
            account(account.first(), account.last(), account.count(), DueOutcome.of(account.fate()), event);
        }
    }

    /** An account that names a tick is of one that was started before and has not ended well. */
    private void superseded(HistoryEvent.Accounted event) {
        Instant due = event.account().first();
        DueOutcome outcome = DueOutcome.of(event.account().fate());
        boolean wasOpen = open.remove(event.started());
        boolean isOlder = resumedThrough != null && !due.isAfter(resumedThrough) || rule == null;
        if (wasOpen || isOlder) {
            listener.superseded(due, outcome, event);
        } else {
            problem(AuditProblem.Kind.DOUBLE, due, due, 1, "again as " + outcome.word());
        }
    }

    private void account(Instant first, Instant last, long count, DueOutcome ending, HistoryEvent event) {
        if (rule == null) {
            // The beginning of the history is not there: the account begins here.
            through = last;
            return;
        }
        Instant from = first;
        if (through != null && !first.isAfter(through)) {
            Instant until = last.isBefore(through) ? last : through;
            long twice = rangeCount(first, until);
            problem(AuditProblem.Kind.DOUBLE, first, until, twice, "again as " + ending.word());
            from = through.plusMillis(1);
            if (!last.isAfter(through)) {
                return;
            }
        } else {
            unaccounted(first, "no line of the history", AuditProblem.Kind.UNACCOUNTED);
        }
        long counted = walk(from, last, ending, event);
        if (from.equals(first) && counted != count) {
            String what =
                    ending.word() + " says " + count + " from here through the last one, the recurrence " + counted;
            problem(AuditProblem.Kind.MISFIT, first, last, count, what);
        }
        through = last;
    }

    /** Tells of each due instant from one on through another how it ended; returns how many there are. */
    private long walk(Instant from, Instant last, DueOutcome ending, HistoryEvent event) {
        long counted = 0;
        Optional<Instant> next = rule.after(through);
        while (next.isPresent() && !next.get().isAfter(last)) {
            if (!next.get().isBefore(from)) {
                counted++;
                listener.ended(next.get(), ending, event);
            }
            through = next.get();
            next = rule.after(through);
        }
        return counted;
    }

    private long rangeCount(Instant first, Instant last) {
        long count = 0;
        Optional<Instant> next = rule.due().next(first.minusMillis(1));
        while (next.isPresent() && !next.get().isAfter(last)) {
            count++;
            next = rule.due().next(next.get());
        }
        return Math.max(1, count);
    }

    /** Reports the due instants that the account has passed over before an instant. */
    private void unaccounted(Instant until, String why, AuditProblem.Kind kind) {
        Instant first = null;
        long count = 0;
        Optional<Instant> next = rule.after(through);
        while (next.isPresent() && next.get().isBefore(until)) {
            first = first == null ? next.get() : first;
            through = next.get();
            count++;
            next = rule.after(through);
        }
        if (count > 0) {
            problem(kind, first, through, count, why);
        }
    }

    private void problem(AuditProblem.Kind kind, Instant from, Instant last, long count, String what) {
        listener.problem(new AuditProblem(kind, from, last, count, what));
    }

    /** Compares the end of the account with the state. */
    void end(Optional<Instant> servedThrough, Instant now) {
        chain.end();
        if (rule == null || stateSequence < 0) {
            return;
        }
        if (!stateThroughMet && stateSequence > 0) {
            String what = "the state stands at group " + stateSequence + ", the history ends at " + chain.sequence();
            problem(AuditProblem.Kind.LINES, now, now, 0, what);
            stateThrough = through;
        }
        if (servedThrough.isEmpty()) {
            return;
        }
        if (stateThrough == null || servedThrough.get().isAfter(stateThrough)) {
            through = stateThrough;
            unaccounted(
                    servedThrough.get().plusMillis(1),
                    "the state takes them for served",
                    AuditProblem.Kind.STATE_AHEAD);
        } else if (stateThrough.isAfter(servedThrough.get())) {
            String what = "the history accounts through here, the state through " + UtcText.format(servedThrough.get());
            problem(AuditProblem.Kind.STATE_BEHIND, stateThrough, stateThrough, 0, what);
        }
    }
}
