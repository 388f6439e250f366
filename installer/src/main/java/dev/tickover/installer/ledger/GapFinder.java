package dev.tickover.installer.ledger;

import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HistoryLine;
import dev.tickover.event.Reason;
import dev.tickover.policy.Slack;
import dev.tickover.schedule.ActiveHours;
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
    private final Map<String, Instant> startedAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > 256;
        }
    };

    /** What is told of the whole application, for schedules that are met later. */
    private final List<HistoryEvent> common = new ArrayList<>();

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
     * Takes the next line.
     *
     * @param line the line
     * @return the gap that it ends; empty if it ends none
     */
    public Optional<Gap> add(HistoryLine line) {
        HistoryEvent event = line.event();
        String schedule = event.schedule();
        if (schedule.isEmpty()) {
            evidence.values().forEach(each -> each.add(event));
            common.add(event);
            if (common.size() > 64) {
                common.remove(0);
            }
            return Optional.empty();
        }
        Evidence known = evidence(schedule);
        known.add(event);
        if (event instanceof HistoryEvent.Accounted accounted) {
            return accounted(accounted, known, line.sequence());
        }
        return event instanceof HistoryEvent.Fired fired && fired.isRun()
                ? run(fired, known, line.sequence())
                : Optional.empty();
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

    private Optional<Gap> accounted(HistoryEvent.Accounted event, Evidence known, long group) {
        Instant from = event.account().first();
        int count = event.account().count();
        if (event.account().reason().kind() == Reason.Kind.CATCH_UP) {
            // One that was started before, if not well: its gap begins there.
            Instant begin = startedAt.getOrDefault(event.started(), from);
            Pending before = pending.get(event.schedule());
            boolean same = before != null && before.group() == group;
            boolean earlier = same && before.from().isBefore(begin);
            long sum = same ? before.count() + count : count;
            pending.put(event.schedule(), new Pending(group, earlier ? before.from() : begin, sum));
            return Optional.empty();
        }
        return Optional.of(
                new Gap(event.schedule(), from, event.at(), count, known.of(from, event.at(), Optional.of(event))));
    }

    private Optional<Gap> run(HistoryEvent.Fired event, Evidence known, long group) {
        Instant due = event.tick().due();
        startedAt.put(event.tick().id(), event.at());
        Pending stoodFor = pending.remove(event.schedule());
        boolean standsForMore = stoodFor != null && stoodFor.group() == group;
        if (!standsForMore && event.late().compareTo(Slack.LATE) <= 0) {
            return Optional.empty();
        }
        Instant from = standsForMore && stoodFor.from().isBefore(due) ? stoodFor.from() : due;
        long count = 1 + (standsForMore ? stoodFor.count() : 0);
        return Optional.of(
                new Gap(event.schedule(), from, event.at(), count, known.of(from, event.at(), Optional.empty())));
    }
}
