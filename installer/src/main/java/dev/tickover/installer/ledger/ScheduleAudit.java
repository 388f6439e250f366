package dev.tickover.installer.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Is what an audit of one schedule came to.
 *
 * @param schedule its name
 * @param since the moment from which the account is proven; empty if the history never says that it was installed
 * @param through the last due instant accounted for
 * @param counts how many due instants ended how
 * @param problems the faults, in the order of the history; no more than {@link Auditor#MOST_PROBLEMS}
 * @param problemCount how many faults there are
 */
public record ScheduleAudit(
        String schedule,
        Optional<Instant> since,
        Optional<Instant> through,
        Map<DueOutcome, Long> counts,
        List<AuditProblem> problems,
        long problemCount) {

    /** Checks for null and copies. */
    public ScheduleAudit {
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(through, "through");
        counts = Map.copyOf(counts);
        problems = List.copyOf(problems);
    }

    /** {@return whether every due instant is accounted for exactly once} */
    public boolean isClean() {
        return problemCount == 0;
    }
}
