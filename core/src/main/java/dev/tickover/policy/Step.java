package dev.tickover.policy;

import dev.tickover.event.Outcome;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import java.time.Instant;
import java.util.Objects;

/** The result of one look at a schedule. */
public sealed interface Step {

    /** {@return which rule decided} */
    Reason why();

    /**
     * A tick is in flight from now on, and is to be delivered.
     *
     * @param tick the tick
     * @param why which rule decided
     */
    record Starts(Tick tick, Reason why) implements Step {
        /** Checks for null. */
        public Starts {
            Objects.requireNonNull(tick, "tick");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * A tick was started, and its delivery has ended.
     *
     * @param tick the tick
     * @param outcome how it ended
     * @param why which rule decided
     */
    record Ticked(Tick tick, Outcome outcome, Reason why) implements Step {
        /** Checks for null. */
        public Ticked {
            Objects.requireNonNull(tick, "tick");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * Something is owed, but not yet.
     *
     * @param until when to look again
     * @param why which rule decided
     */
    record Deferred(Instant until, Reason why) implements Step {
        /** Checks for null. */
        public Deferred {
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * Something is owed, and stays owed until a host attaches or there is mains power.
     *
     * @param why what is missing
     */
    record Held(Reason why) implements Step {
        /** Checks for null. */
        public Held {
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * Something is owed, and the application must be started first.
     *
     * @param why what is missing
     */
    record StartNeeded(Reason why) implements Step {
        /** Checks for null. */
        public StartNeeded {
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * There was nothing to do.
     *
     * @param why which rule decided
     */
    record Nothing(Reason why) implements Step {
        /** Checks for null. */
        public Nothing {
            Objects.requireNonNull(why, "why");
        }
    }
}
