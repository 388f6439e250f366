package dev.tickover.installer.ledger;

import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.Accounting;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Walks through the events of one schedule beside its due instants, and tells of each how it ended, and of each fault.
 * The rule that finds due instants is the history's own; memory does not grow with the history.
 */
final class AccountWalk {

    /** Ticks started and not known to have ended well; more than this are only there if all of them fail. */
    private static final int MOST_OPEN = 1_000;

    private final AccountListener listener;
    private final GroupChain chain;
    private final Map<String, JsonLine> open = new LinkedHashMap<>();
    private DueRule rule;
    /** The last due instant accounted for; null before the first. */
    private Instant through;

    /** Through which due instant files were dropped; null if none was. */
    private Instant resumedThrough;

    private long era;
    private boolean isUninstalled;
    private Instant stateThrough;
    private boolean stateThroughMet;
    private long stateSequence = -1;

    AccountWalk(AccountListener listener) {
        this.listener = listener;
        this.chain = new GroupChain(listener::problem);
    }

    /** Goes on from the summary of dropped files. */
    void resume(JsonLine summary) {
        chain.resume(summary.number("seq", 0));
        era = summary.number("era", 0);
        if (summary.text("installed") != null) {
            rule = DueRule.of(Lines.parse(summary.text("installed")));
            listener.rule(rule);
        }
        if (summary.text("through") != null) {
            through = UtcText.parse(summary.text("through"));
            resumedThrough = through;
        }
    }

    /** Notes which group the state stands for, so that what comes later is not taken for a fault. */
    void stateIsAt(long sequence) {
        stateSequence = sequence;
    }

    Optional<DueRule> rule() {
        return Optional.ofNullable(rule);
    }

    Optional<Instant> through() {
        return Optional.ofNullable(through);
    }

    void event(JsonLine event) {
        if (event.number("prev", -1) == 0) {
            beginAnew(event);
        }
        chain.line(event);
        switch (event.text("event", "")) {
            case "installed" -> installed(event);
            case "uninstalled" -> isUninstalled = true;
            case "clock-set-back" -> setBack(event);
            case "fired" -> fired(event);
            case "completed" -> open.remove(event.text("id"));
            case "coalesced", "skipped", "missed" -> range(event);
            default -> {
                // The rest accounts for nothing.
            }
        }
        if (stateSequence >= 0 && event.number("seq", -1) == stateSequence) {
            stateThrough = through;
            stateThroughMet = true;
        }
    }

    /** A first group after others: the schedule was removed and came back, or its state was lost. */
    private void beginAnew(JsonLine event) {
        if (rule != null && !isUninstalled && chain.sequence() > 0) {
            Instant until = UtcText.parse(event.text("at"));
            unaccounted(until, "the state was lost and began anew", AuditProblem.Kind.UNACCOUNTED);
        }
        through = null;
        era = 0;
        open.clear();
        isUninstalled = true;
    }

    private void installed(JsonLine event) {
        DueRule next = DueRule.of(event);
        if (rule != null && !isUninstalled && next.through().isPresent()) {
            unaccounted(next.through().get().plusMillis(1), "no line of the history", AuditProblem.Kind.UNACCOUNTED);
        }
        rule = next;
        isUninstalled = false;
        if (next.through().isPresent()) {
            through = next.through().get();
        }
        listener.rule(rule);
    }

    private void setBack(JsonLine event) {
        if (event.number("era", era) > era) {
            era = event.number("era", era);
            through = UtcText.parse(event.text("at"));
        }
    }

    private void fired(JsonLine event) {
        if (Accounting.isRun(event)) {
            Instant due = UtcText.parse(event.text("due"));
            account(due, due, 1, DueOutcome.RAN, event);
            open.put(event.text("id"), event);
            if (open.size() > MOST_OPEN) {
                open.remove(open.keySet().iterator().next());
            }
        }
    }

    private void range(JsonLine event) {
        Instant first = UtcText.parse(event.text("due"));
        Instant last = event.text("through") == null ? first : UtcText.parse(event.text("through"));
        if (event.has("id")) {
            superseded(first, event);
        } else {
            account(first, last, event.number("count", 1), DueOutcome.of(event), event);
        }
    }

    /** An account that names a tick is of one that was started before and has not ended well. */
    private void superseded(Instant due, JsonLine event) {
        boolean wasOpen = open.remove(event.text("id")) != null;
        boolean isOlder = resumedThrough != null && !due.isAfter(resumedThrough) || rule == null;
        if (wasOpen || isOlder) {
            listener.superseded(due, DueOutcome.of(event), event);
        } else {
            problem(
                    AuditProblem.Kind.DOUBLE,
                    due,
                    due,
                    1,
                    "again as " + DueOutcome.of(event).word());
        }
    }

    private void account(Instant first, Instant last, long count, DueOutcome ending, JsonLine event) {
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
    private long walk(Instant from, Instant last, DueOutcome ending, JsonLine event) {
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
