package dev.tickover.simulation;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Checks the part of I13 that each attempt at a tick begins once, whatever process is active meanwhile. */
final class AttemptCheck implements Invariants.Check {

    private final Invariants rules;
    private final Set<String> begun = new HashSet<>();

    AttemptCheck(Invariants rules) {
        this.rules = rules;
    }

    @Override
    public void check(Trace trace, Consumer<Violation> broken) {
        for (TraceEvent event : trace.events()) {
            if (event.what() instanceof TraceEvent.Begun of
                    && !begun.add(of.tick().id() + "#" + of.tick().attempt())) {
                broken.accept(rules.violation(
                        Invariant.I13,
                        event,
                        "attempt " + of.tick().attempt() + " of " + of.tick().id() + " begins twice"));
            }
        }
    }
}
