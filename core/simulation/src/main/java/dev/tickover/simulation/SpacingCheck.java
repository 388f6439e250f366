package dev.tickover.simulation;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.Tick;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Checks I1: two tick starts are never less than the spacing apart. A tick starts when it is written down as in flight; a
 * host may take it up some seconds later.
 */
record SpacingCheck(Invariants rules) implements Invariants.Check {

    @Override
    public void check(Trace trace, Consumer<Violation> broken) {
        Duration spacing = rules.schedule().spacing();
        Map<String, TraceEvent> fired = new HashMap<>();
        TraceEvent last = null;
        boolean stepped = false;
        for (TraceEvent event : trace.events()) {
            stepped |= event.what() instanceof TraceEvent.Stepped;
            if (event.recorded() instanceof HistoryEvent.Fired of) {
                fired.put(key(of.tick()), event);
            }
            if (!(event.what() instanceof TraceEvent.Begun begun)) {
                continue;
            }
            TraceEvent start = fired.getOrDefault(key(begun.tick()), event);
            if (last != null && isKnown(last, start, stepped)) {
                Duration apart = distance(last, start);
                if (apart.compareTo(spacing) < 0) {
                    broken.accept(rules.violation(
                            Invariant.I1, start, "started " + apart + " after the last, spacing is " + spacing));
                }
            }
            last = start;
            stepped = false;
        }
    }

    private static String key(Tick tick) {
        return tick.id() + "#" + tick.attempt();
    }

    /** Across a reboot only the wall clock can tell, and if it was stepped meanwhile, nobody can. */
    private static boolean isKnown(TraceEvent one, TraceEvent other, boolean stepped) {
        return one.boot() == other.boot() || !stepped;
    }

    /** A hung host may take up the later of two ticks in flight first. */
    private static Duration distance(TraceEvent one, TraceEvent other) {
        return one.boot() == other.boot()
                ? other.age().minus(one.age()).abs()
                : Duration.between(one.wall(), other.wall());
    }
}
