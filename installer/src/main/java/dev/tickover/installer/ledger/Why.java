package dev.tickover.installer.ledger;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HistoryLine;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import dev.tickover.state.ScheduleSummary;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what became of the due instants around a moment, and of the wakes. Changes nothing. */
public final class Why {

    private final String schedule;
    private final Instant moment;
    private final GapFinder gaps;
    private final AccountWalk walk;
    /** The last two due instants until the moment, and the first after it. */
    private final Deque<Known> around = new ArrayDeque<>();

    private final Map<String, Known> ticks = new HashMap<>();
    private Known wake;

    /** Is what is known of one due instant so far. */
    private static final class Known {
        private final Instant due;
        private DueOutcome ending;
        private HistoryEvent event;
        private final List<HistoryEvent> later = new ArrayList<>();
        private Optional<Gap> gap = Optional.empty();

        Known(Instant due, DueOutcome ending, HistoryEvent event) {
            this.due = due;
            this.ending = ending;
            this.event = event;
        }

        DueExplanation story() {
            return new DueExplanation(
                    due,
                    Optional.ofNullable(ending),
                    Optional.ofNullable(event),
                    later,
                    gap.map(Gap::findings).orElse(List.of()));
        }
    }

    private Why(String schedule, Instant moment, ZoneId zone, Optional<ActiveHours> active) {
        this.schedule = schedule;
        this.moment = moment;
        this.gaps = new GapFinder(zone, name -> name.equals(schedule) ? active : Optional.empty());
        this.walk = new AccountWalk(new Collecting());
    }

    /**
     * Reads the history.
     *
     * @param folder the application's state folder
     * @param schedule the schedule
     * @param moment the moment that is asked about
     * @param now the present
     * @param zone the zone of times in words
     * @param active the schedule's active hours
     * @return what is known of the due instants around the moment — one before, at, after — and of a tick for wakes
     *     between them, by due instant
     * @throws IOException if a file cannot be read
     */
    public static List<DueExplanation> around(
            AppFolder folder, String schedule, Instant moment, Instant now, ZoneId zone, Optional<ActiveHours> active)
            throws IOException {
        Why why = new Why(schedule, moment, zone, active);
        History history = new History(folder);
        for (ScheduleSummary summary : history.summaries()) {
            if (schedule.equals(summary.schedule())) {
                why.walk.resume(summary);
            }
        }
        history.forEach(why::line);
        return why.stories(now);
    }

    private void line(HistoryLine line) {
        HistoryEvent event = line.event();
        if (!event.schedule().isEmpty() && !event.schedule().equals(schedule)) {
            return;
        }
        Optional<Gap> gap = gaps.add(line);
        if (event.schedule().isEmpty()) {
            return;
        }
        walk.line(line);
        gap.ifPresent(this::explain);
        String id = tickOf(event);
        if (id.isEmpty()) {
            return;
        }
        boolean isWake = event instanceof HistoryEvent.Fired fired
                && !event.at().isAfter(moment)
                && !fired.tick().servesDueInstant();
        if (isWake) {
            wake = new Known(((HistoryEvent.Fired) event).tick().due(), null, event);
            ticks.put(id, wake);
        } else if (ticks.containsKey(id) && ticks.get(id).event != event) {
            ticks.get(id).later.add(event);
        }
        forget();
    }

    /** Returns the id of the tick that an event is about; empty if it is about none. */
    private static String tickOf(HistoryEvent event) {
        if (event instanceof HistoryEvent.OfTick ofTick) {
            return ofTick.tick().id();
        }
        return event instanceof HistoryEvent.Accounted accounted ? accounted.started() : "";
    }

    /** Only the ticks that are known of are followed. */
    private void forget() {
        ticks.values().removeIf(known -> known != wake && !around.contains(known));
    }

    private void explain(Gap gap) {
        for (Known known : around) {
            if (!known.due.isBefore(gap.from()) && !known.due.isAfter(gap.until()) && known.gap.isEmpty()) {
                known.gap = Optional.of(gap);
            }
        }
    }

    private List<DueExplanation> stories(Instant now) {
        addWhatIsOwedOrToCome(now);
        List<DueExplanation> stories = new ArrayList<>();
        for (Known known : around) {
            DueExplanation story = known.story();
            boolean owed = known.ending == null && !known.due.isAfter(now);
            stories.add(
                    owed
                            ? new DueExplanation(
                                    known.due,
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(),
                                    gaps.open(schedule, known.due, now))
                            : story);
        }
        if (wake != null
                && (stories.isEmpty() || !wake.due.isBefore(stories.get(0).due()))) {
            stories.add(wake.story());
        }
        stories.sort(java.util.Comparator.comparing(DueExplanation::due));
        return stories;
    }

    /** The history ends before the moment, or not far enough after it: the recurrence says what comes then. */
    private void addWhatIsOwedOrToCome(Instant now) {
        if (walk.rule().isEmpty()) {
            return;
        }
        LedgerRule rule = walk.rule().get();
        Optional<Instant> next = rule.after(walk.through().orElse(null));
        while (next.isPresent() && (around.isEmpty() || !around.getLast().due.isAfter(moment))) {
            add(new Known(next.get(), null, null));
            next = rule.due().next(next.get());
        }
    }

    private void add(Known known) {
        boolean isComplete = !around.isEmpty() && around.getLast().due.isAfter(moment);
        if (isComplete && !known.due.isBefore(around.getLast().due)) {
            return;
        }
        if (isComplete) {
            // The clock was set back: what comes again counts.
            around.removeLast();
        }
        around.addLast(known);
        if (!known.due.isAfter(moment) && around.size() > 2 || around.size() > 3) {
            around.removeFirst();
        }
    }

    /** Keeps what is near the moment. */
    private final class Collecting implements AccountListener {
        @Override
        public void ended(Instant due, DueOutcome ending, HistoryEvent event) {
            Known known = new Known(due, ending, event);
            add(known);
            if (around.contains(known) && !tickOf(event).isEmpty()) {
                ticks.put(tickOf(event), known);
            }
        }

        @Override
        public void superseded(Instant due, DueOutcome ending, HistoryEvent event) {
            for (Known known : around) {
                if (known.due.equals(due)) {
                    known.later.add(event);
                    known.ending = ending;
                }
            }
        }

        @Override
        public void problem(AuditProblem problem) {
            // The audit tells of those.
        }
    }
}
