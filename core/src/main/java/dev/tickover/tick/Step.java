package dev.tickover.tick;

import dev.tickover.policy.Outcome;
import dev.tickover.policy.Tick;
import java.time.Instant;
import java.util.Objects;

/** Is what one look at a schedule came to. */
public sealed interface Step {

    /**
     * Says why, for people.
     *
     * @return one line
     */
    String why();

    /**
     * A tick was started and has ended.
     *
     * @param tick the tick
     * @param outcome how it ended
     * @param why which rule decided
     */
    record Ticked(Tick tick, Outcome outcome, String why) implements Step {
        /** Checks for null. */
        public Ticked {
            Objects.requireNonNull(tick, "tick");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Something is owed, but not yet.
     *
     * @param until when to look again
     * @param why which rule decided
     */
    record Deferred(Instant until, String why) implements Step {
        /** Checks for null. */
        public Deferred {
            Objects.requireNonNull(until, "until");
        }
    }

    /**
     * Something is owed, and stays owed until a host attaches.
     *
     * @param why what is missing
     */
    record Held(String why) implements Step {}

    /**
     * Something is owed, and the application must be started first.
     *
     * @param why what is missing
     */
    record StartNeeded(String why) implements Step {}

    /**
     * There was nothing to do.
     *
     * @param why which rule decided
     */
    record Nothing(String why) implements Step {}
}
