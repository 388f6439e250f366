package dev.tickover.policy;

import dev.tickover.event.Account;
import dev.tickover.event.Reason;
import dev.tickover.event.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The answer to "what is to be done now?", with its reason. */
public sealed interface Decision {

    /**
     * {@return the due instants that the decision itself accounts for: the accounts, oldest first; they never overlap}
     */
    List<Account> accounts();

    /**
     * {@return the last due instant accounted for once the decision is carried out: the instant; empty if none ever
     * was}
     */
    Optional<Instant> servedThrough();

    /** {@return which rule decided} */
    Reason why();

    /**
     * A tick is to be started now.
     *
     * @param tick the tick
     * @param accounts what else is accounted for
     * @param servedThrough the last due instant accounted for
     * @param why which rule decided
     */
    record Run(Tick tick, List<Account> accounts, Optional<Instant> servedThrough, Reason why) implements Decision {
        /** Checks for null and copies. */
        public Run {
            Objects.requireNonNull(tick, "tick");
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * Something is owed, but not yet. A deferral consumes nothing.
     *
     * @param until when to decide again at the latest
     * @param why which rule decided
     * @param accounts what is accounted for all the same
     * @param servedThrough the last due instant accounted for
     */
    record Defer(Instant until, Reason why, List<Account> accounts, Optional<Instant> servedThrough)
            implements Decision {
        /** Checks for null and copies. */
        public Defer {
            Objects.requireNonNull(until, "until");
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * There is nothing to do.
     *
     * @param why which rule decided
     * @param accounts what is accounted for all the same
     * @param servedThrough the last due instant accounted for
     */
    record Skip(Reason why, List<Account> accounts, Optional<Instant> servedThrough) implements Decision {
        /** Copies. */
        public Skip {
            accounts = List.copyOf(accounts);
        }
    }
}
