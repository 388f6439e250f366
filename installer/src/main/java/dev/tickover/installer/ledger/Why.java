package dev.tickover.installer.ledger;

import dev.tickover.json.JsonLine;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
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
    private final Deque<Told> around = new ArrayDeque<>();

    private final Map<String, Told> ticks = new HashMap<>();
    private Told wake;

    /** Is what is known of one due instant so far. */
    private static final class Told {
        private final Instant due;
        private DueOutcome ending;
        private JsonLine event;
        private final List<JsonLine> later = new ArrayList<>();
        private Optional<Gap> gap = Optional.empty();

        Told(Instant due, DueOutcome ending, JsonLine event) {
            this.due = due;
            this.ending = ending;
            this.event = event;
        }

        DueStory story() {
            return new DueStory(
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
     * @return what is told of the due instants around the moment — one before, at, after — and of a tick for wakes
     *     between them, by due instant
     * @throws IOException if a file cannot be read
     */
    public static List<DueStory> around(
            AppFolder folder, String schedule, Instant moment, Instant now, ZoneId zone, Optional<ActiveHours> active)
            throws IOException {
        Why why = new Why(schedule, moment, zone, active);
        History history = new History(folder);
        for (JsonLine summary : history.summaries()) {
            if (schedule.equals(summary.text("schedule"))) {
                why.walk.resume(summary);
            }
        }
        history.forEach(why::event);
        return why.stories(now);
    }

    private void event(JsonLine event) {
        String of = event.text("schedule");
        if (of != null && !of.equals(schedule)) {
            return;
        }
        Optional<Gap> gap = gaps.add(event);
        if (of == null) {
            return;
        }
        walk.event(event);
        gap.ifPresent(this::explain);
        String id = event.text("id");
        if (id == null) {
            return;
        }
        boolean isWake = event.text("event", "").equals("fired")
                && !UtcText.parse(event.text("at")).isAfter(moment)
                && !dev.tickover.state.Accounting.servesDueInstant(event);
        if (isWake) {
            wake = new Told(UtcText.parse(event.text("due")), null, event);
            ticks.put(id, wake);
        } else if (ticks.containsKey(id) && ticks.get(id).event != event) {
            ticks.get(id).later.add(event);
        }
        forget();
    }

    /** Only the ticks that are told of are followed. */
    private void forget() {
        ticks.values().removeIf(told -> told != wake && !around.contains(told));
    }

    private void explain(Gap gap) {
        for (Told told : around) {
            if (!told.due.isBefore(gap.from()) && !told.due.isAfter(gap.until()) && told.gap.isEmpty()) {
                told.gap = Optional.of(gap);
            }
        }
    }

    private List<DueStory> stories(Instant now) {
        addWhatIsOwedOrToCome(now);
        List<DueStory> stories = new ArrayList<>();
        for (Told told : around) {
            DueStory story = told.story();
            boolean owed = told.ending == null && !told.due.isAfter(now);
            stories.add(
                    owed
                            ? new DueStory(
                                    told.due,
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(),
                                    gaps.open(schedule, told.due, now))
                            : story);
        }
        if (wake != null
                && (stories.isEmpty() || !wake.due.isBefore(stories.get(0).due()))) {
            stories.add(wake.story());
        }
        stories.sort(java.util.Comparator.comparing(DueStory::due));
        return stories;
    }

    /** The history ends before the moment, or not far enough after it: the recurrence says what comes then. */
    private void addWhatIsOwedOrToCome(Instant now) {
        if (walk.rule().isEmpty()) {
            return;
        }
        DueRule rule = walk.rule().get();
        Optional<Instant> next = rule.after(walk.through().orElse(null));
        while (next.isPresent() && (around.isEmpty() || !around.getLast().due.isAfter(moment))) {
            add(new Told(next.get(), null, null));
            next = rule.due().next(next.get());
        }
    }

    private void add(Told told) {
        boolean isComplete = !around.isEmpty() && around.getLast().due.isAfter(moment);
        if (isComplete && !told.due.isBefore(around.getLast().due)) {
            return;
        }
        if (isComplete) {
            // The clock was set back: what comes again counts.
            around.removeLast();
        }
        around.addLast(told);
        if (!told.due.isAfter(moment) && around.size() > 2 || around.size() > 3) {
            around.removeFirst();
        }
    }

    /** Keeps what is near the moment. */
    private final class Collecting implements AccountListener {
        @Override
        public void ended(Instant due, DueOutcome ending, JsonLine event) {
            Told told = new Told(due, ending, event);
            add(told);
            if (around.contains(told) && event.text("id") != null) {
                ticks.put(event.text("id"), told);
            }
        }

        @Override
        public void superseded(Instant due, DueOutcome ending, JsonLine event) {
            for (Told told : around) {
                if (told.due.equals(due)) {
                    told.later.add(event);
                    told.ending = ending;
                }
            }
        }

        @Override
        public void problem(AuditProblem problem) {
            // The audit tells of those.
        }
    }
}
