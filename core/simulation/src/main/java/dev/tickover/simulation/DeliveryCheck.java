package dev.tickover.simulation;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
import dev.tickover.event.Tick;
import dev.tickover.policy.Redelivery;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks I6 and I7: attempts count up, what was fired begins or is stood for, what a host has completed it does not begin
 * again; each host has a higher generation than all before it, and none acts once another has taken its place.
 */
final class DeliveryCheck implements Invariants.Check {

    private final Invariants rules;
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, TraceEvent> fired = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Set<String> completedByHost = new HashSet<>();
    private final Set<Instant> stoodFor = new HashSet<>();
    private final Map<Instant, Tick> unanswered = new HashMap<>();
    private long generation;

    DeliveryCheck(Invariants rules) {
        this.rules = rules;
    }

    @Override
    public void check(Trace trace, Consumer<Violation> broken) {
        for (TraceEvent event : trace.events()) {
            if (event.recorded() instanceof HistoryEvent.Fired of) {
                fired(of.tick(), event, broken);
            } else if (event.what() instanceof TraceEvent.Begun of) {
                begun(of.tick(), event, broken);
            } else if (event.recorded() instanceof HistoryEvent.EndOfTick end) {
                ended(end);
            } else if (event.recorded() instanceof HistoryEvent.Accounted accounted) {
                if (accounted.wasStarted()) {
                    superseded(accounted.account(), event, broken);
                }
            } else if (event.recorded() instanceof HistoryEvent.HostChanged changed
                    && changed.change() == HostChange.ATTACHED) {
                attached(changed.host().generation(), event, broken);
            } else if (event.what() instanceof TraceEvent.Acted acted && acted.generation() != generation) {
                broken.accept(rules.violation(
                        Invariant.I7,
                        event,
                        "the host of generation " + acted.generation() + " acts beside that of " + generation));
            }
        }
        fired.forEach((id, event) -> {
            Tick tick = ((HistoryEvent.Fired) event.recorded()).tick();
            boolean silent = !begun.contains(id) && !trace.pending().contains(id) && !stoodFor.contains(tick.due());
            if (silent && tick.servesDueInstant()) {
                broken.accept(rules.violation(Invariant.I6, event, "silence after " + id));
            }
        });
    }

    private void fired(Tick tick, TraceEvent event, Consumer<Violation> broken) {
        int attempt = attempts.merge(tick.id(), 1, Integer::sum);
        if (attempt != tick.attempt()) {
            broken.accept(rules.violation(
                    Invariant.I6,
                    event,
                    tick.id() + " says attempt " + tick.attempt() + ", it is the " + attempt + "."));
        }
        fired.put(tick.id(), event);
    }

    private void begun(Tick tick, TraceEvent event, Consumer<Violation> broken) {
        begun.add(tick.id());
        if (tick.servesDueInstant()) {
            unanswered.put(tick.due(), tick);
        }
        if (completedByHost.contains(tick.id())) {
            broken.accept(
                    rules.violation(Invariant.I6, event, tick.id() + " is run again by a host that completed it"));
        }
    }

    private void ended(HistoryEvent.EndOfTick end) {
        if (end instanceof HistoryEvent.Completed) {
            completedByHost.add(end.tick().id());
        }
        if (!(end instanceof HistoryEvent.Deferred)) {
            unanswered.remove(end.tick().due());
        }
    }

    /** Under another id a host cannot tell that it has done the work. */
    private void superseded(Account account, TraceEvent event, Consumer<Violation> broken) {
        stoodFor.add(account.first());
        Tick tick = unanswered.get(account.first());
        boolean isSkipped = account.fate() == Fate.SKIPPED;
        boolean givenUp = tick != null && attempts.getOrDefault(tick.id(), 0) >= Redelivery.MOST_ATTEMPTS;
        if (tick != null && !givenUp && !isSkipped) {
            broken.accept(rules.violation(
                    Invariant.I6, event, tick.id() + " may be done, and " + account.into() + " stands for it"));
        }
    }

    private void attached(long next, TraceEvent event, Consumer<Violation> broken) {
        if (next <= generation) {
            broken.accept(rules.violation(Invariant.I7, event, "generation " + next + " after " + generation));
        }
        generation = next;
        completedByHost.clear();
    }
}
