package dev.tickover.installer.ledger;

import dev.tickover.event.HistoryEvent;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import dev.tickover.state.ScheduleStore;
import dev.tickover.state.ScheduleSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Proves from the files of an application that each due instant between a schedule's installation and the last one
 * served is accounted for exactly once, and finds those that are not. Changes nothing.
 */
public final class Auditor {

    /** The most faults that are kept of one schedule; the others are counted. */
    public static final int MOST_PROBLEMS = 100;

    private final AppFolder folder;
    private final Map<String, Walk> walks = new TreeMap<>();

    /**
     * Makes an auditor.
     *
     * @param folder the application's state folder
     */
    public Auditor(AppFolder folder) {
        this.folder = folder;
    }

    /**
     * Audits.
     *
     * @param only one schedule, or empty for all
     * @param now the moment
     * @return one audit for each schedule of which anything is known, by name
     * @throws IOException if a file cannot be read
     */
    public List<ScheduleAudit> audit(Optional<String> only, Instant now) throws IOException {
        // The states first: what is committed meanwhile is then in the history, and not the other way round.
        Map<String, ScheduleStore.Snapshot> states = new TreeMap<>();
        for (String schedule : folder.schedulesWithState()) {
            if (only.isEmpty() || only.get().equals(schedule)) {
                walk(schedule);
                ScheduleStore.Snapshot snapshot = new ScheduleStore(folder, schedule).snapshot();
                if (snapshot != null) {
                    states.put(schedule, snapshot);
                }
            }
        }
        states.forEach((schedule, snapshot) -> walk(schedule).walk.stateIsAt(snapshot.sequence()));
        History history = new History(folder);
        for (ScheduleSummary summary : history.summaries()) {
            if (only.isEmpty() || only.get().equals(summary.schedule())) {
                walk(summary.schedule()).resume(summary);
            }
        }
        history.forEach(line -> {
            String schedule = line.event().schedule();
            if (!schedule.isEmpty() && (only.isEmpty() || only.get().equals(schedule))) {
                walk(schedule).walk.line(line);
            }
        });
        List<ScheduleAudit> audits = new ArrayList<>();
        for (Map.Entry<String, Walk> entry : walks.entrySet()) {
            Optional<ScheduleStore.Snapshot> state = Optional.ofNullable(states.get(entry.getKey()));
            entry.getValue().walk.end(state.flatMap(snapshot -> snapshot.state().servedThrough()), now);
            audits.add(entry.getValue().audit(entry.getKey()));
        }
        return audits;
    }

    private Walk walk(String schedule) {
        return walks.computeIfAbsent(schedule, name -> new Walk());
    }

    /** Counts what a walk meets. */
    private static final class Walk implements AccountListener {
        private final AccountWalk walk = new AccountWalk(this);
        private final Map<DueOutcome, Long> counts = new EnumMap<>(DueOutcome.class);
        private final List<AuditProblem> problems = new ArrayList<>();
        private long problemCount;
        private Instant since;

        void resume(ScheduleSummary summary) {
            walk.resume(summary);
            since = summary.since();
            count(DueOutcome.RAN, summary.ran());
            count(DueOutcome.COALESCED, summary.coalesced());
            count(DueOutcome.SKIPPED, summary.skipped());
            count(DueOutcome.MISSED, summary.missed());
        }

        private void count(DueOutcome outcome, long before) {
            if (before != 0) {
                counts.put(outcome, before);
            }
        }

        @Override
        public void rule(HistoryEvent.Installed rule) {
            if (since == null) {
                since = rule.through().orElse(rule.installedAt());
            }
        }

        @Override
        public void ended(Instant due, DueOutcome ending, HistoryEvent event) {
            counts.merge(ending, 1L, Long::sum);
        }

        @Override
        public void superseded(Instant due, DueOutcome ending, HistoryEvent event) {
            counts.merge(DueOutcome.RAN, -1L, Long::sum);
            counts.merge(ending, 1L, Long::sum);
        }

        @Override
        public void problem(AuditProblem problem) {
            problemCount++;
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
            }
        }

        ScheduleAudit audit(String schedule) {
            return new ScheduleAudit(
                    schedule, Optional.ofNullable(since), walk.through(), counts, problems, problemCount);
        }
    }
}
