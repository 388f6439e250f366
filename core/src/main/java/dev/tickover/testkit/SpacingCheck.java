package dev.tickover.testkit;

import java.time.Duration;
import java.util.function.Consumer;

/** Checks I1: two tick starts are never less than the spacing apart. */
record SpacingCheck(Invariants rules) implements Invariants.Check {

    @Override
    public void check(Trace trace, Consumer<Violation> broken) {
        Duration spacing = rules.schedule().spacing();
        TraceEvent last = null;
        boolean stepped = false;
        for (TraceEvent event : trace.events()) {
            stepped |= event.what() instanceof TraceEvent.Stepped;
            if (!(event.what() instanceof TraceEvent.Begun)) {
                continue;
            }
            if (last != null && isKnown(last, event, stepped)) {
                Duration apart = distance(last, event);
                if (apart.compareTo(spacing) < 0) {
                    broken.accept(rules.violation(
                            Invariant.I1, event, "started " + apart + " after the last, spacing is " + spacing));
                }
            }
            last = event;
            stepped = false;
        }
    }

    /** Across a reboot only the wall clock can tell, and if it was stepped meanwhile, nobody can. */
    private static boolean isKnown(TraceEvent one, TraceEvent other, boolean stepped) {
        return one.boot() == other.boot() || !stepped;
    }

    private static Duration distance(TraceEvent one, TraceEvent other) {
        return one.boot() == other.boot() ? other.age().minus(one.age()) : Duration.between(one.wall(), other.wall());
    }
}
