package dev.tickover.installer.ledger;

import dev.tickover.json.JsonLine;
import dev.tickover.policy.Slack;
import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.Accounting;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds the gaps of an application's schedules while it is handed the history, event by event. */
public final class GapFinder {

    private final ZoneId zone;
    private final Function<String, Optional<ActiveHours>> active;
    private final Map<String, Evidence> evidence = new HashMap<>();
    private final Map<String, Pending> pending = new HashMap<>();
    /** When the last ticks were started, by their ids. */
    private final Map<String, String> startedAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > 256;
        }
    };

    /** What is told of the whole application, for schedules that are met later. */
    private final List<JsonLine> common = new ArrayList<>();

    /** Is what a tick of the same group is about to stand for. */
    private record Pending(long group, Instant from, long count) {}

    /**
     * Makes a finder.
     *
     * @param zone the zone of the times in its words
     * @param active tells the active hours of a schedule by its name
     */
    public GapFinder(ZoneId zone, Function<String, Optional<ActiveHours>> active) {
        this.zone = zone;
        this.active = active;
    }

    /**
     * Takes the next event.
     *
     * @param event the event
     * @return the gap that it ends; empty if it ends none
     */
    public Optional<Gap> add(JsonLine event) {
        String schedule = event.text("schedule");
        if (schedule == null) {
            evidence.values().forEach(each -> each.add(event));
            common.add(event);
            if (common.size() > 64) {
                common.remove(0);
            }
            return Optional.empty();
        }
        Evidence known = evidence(schedule);
        known.add(event);
        if (Accounting.isRange(event)) {
            return range(schedule, known, event);
        }
        return Accounting.isRun(event) ? run(schedule, known, event) : Optional.empty();
    }

    /**
     * Names what has kept a schedule from being served so far.
     *
     * @param schedule the schedule
     * @param due the due instant that is owed
     * @param now the moment
     * @return the causes; at least one
     */
    public List<GapCause> open(String schedule, Instant due, Instant now) {
        return evidence(schedule).of(due, now, Optional.empty());
    }

    private Evidence evidence(String schedule) {
        return evidence.computeIfAbsent(schedule, name -> {
            Evidence fresh = new Evidence(zone, active.apply(name));
            common.forEach(fresh::add);
            return fresh;
        });
    }

    private Optional<Gap> range(String schedule, Evidence known, JsonLine event) {
        Instant from = UtcText.parse(event.text("due"));
        Instant at = UtcText.parse(event.text("at"));
        long count = event.number("count", 1);
        boolean intoTick = event.text("into", "").startsWith(schedule + "@");
        if (intoTick) {
            // One that names a tick was started before, if not well: its gap begins there.
            String started = startedAt.get(event.text("id", ""));
            Instant begin = started == null ? from : UtcText.parse(started);
            Pending before = pending.get(schedule);
            boolean same = before != null && before.group() == event.number("seq", 0);
            boolean earlier = same && before.from().isBefore(begin);
            long sum = same ? before.count() + count : count;
            pending.put(schedule, new Pending(event.number("seq", 0), earlier ? before.from() : begin, sum));
            return Optional.empty();
        }
        return Optional.of(new Gap(schedule, from, at, count, known.of(from, at, Optional.of(event))));
    }

    private Optional<Gap> run(String schedule, Evidence known, JsonLine event) {
        Instant due = UtcText.parse(event.text("due"));
        Instant at = UtcText.parse(event.text("at"));
        startedAt.put(event.text("id"), event.text("at"));
        Pending stoodFor = pending.remove(schedule);
        boolean standsForMore = stoodFor != null && stoodFor.group() == event.number("seq", 0);
        if (!standsForMore && event.number("lateMs", 0) <= Slack.LATE.toMillis()) {
            return Optional.empty();
        }
        Instant from = standsForMore && stoodFor.from().isBefore(due) ? stoodFor.from() : due;
        long count = 1 + (standsForMore ? stoodFor.count() : 0);
        return Optional.of(new Gap(schedule, from, at, count, known.of(from, at, Optional.empty())));
    }
}
