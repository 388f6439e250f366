package dev.tickover.windows.importing;

import dev.tickover.importing.CalendarDrafts;
import dev.tickover.importing.CalendarTimes;
import dev.tickover.importing.Draft;
import dev.tickover.importing.NotExpressibleException;
import dev.tickover.importing.VisibleText;
import dev.tickover.windows.XmlElement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Optional;

/** A reader of one trigger of a task that goes by the time. */
final class TaskTrigger {

    private final XmlElement trigger;
    private final Draft draft;
    private final Instant now;

    private TaskTrigger(XmlElement trigger, Draft draft, Instant now) {
        this.trigger = trigger;
        this.draft = draft;
        this.now = now;
    }

    /** Returns the schedules that the trigger needs. */
    static List<Draft> read(XmlElement trigger, Draft draft, Instant now) {
        try {
            return new TaskTrigger(trigger, draft, now).drafts();
        } catch (NotExpressibleException strange) {
            draft.obstacle(strange.getMessage());
            return List.of(draft);
        }
    }

    private List<Draft> drafts() throws NotExpressibleException {
        TemporalAccessor start =
                boundary("StartBoundary").orElseThrow(() -> new NotExpressibleException("no StartBoundary"));
        Optional<ZoneOffset> offset = Optional.ofNullable(start.query(TemporalQueries.offset()));
        LocalDateTime local = LocalDateTime.from(start);
        addBounds(local, offset);
        addRules();
        TaskTimes times = TaskTimes.of(trigger, local.toLocalTime());
        if (trigger.name().equals("TimeTrigger")) {
            return repeated(times, offset);
        }
        return onDays(TaskDays.of(trigger), times, offset);
    }

    private List<Draft> onDays(CalendarTimes days, TaskTimes times, Optional<ZoneOffset> offset)
            throws NotExpressibleException {
        if (offset.isPresent() && !days.isEveryDay()) {
            throw new NotExpressibleException("StartBoundary has a zone: whether the chosen days are days there is not"
                    + " documented; write cron and zone");
        }
        addZone(offset);
        if (times.endsOnAStart()) {
            draft.remark(
                    "Repetition: whether it starts once more at the end of its duration is not documented; here not");
        }
        return CalendarDrafts.of(draft, times.on(days));
    }

    /** A trigger of one time that is repeated for ever is an interval. */
    private List<Draft> repeated(TaskTimes times, Optional<ZoneOffset> offset) throws NotExpressibleException {
        if (times.interval().isEmpty()) {
            throw new NotExpressibleException("it runs once, and a recurrence has no end");
        }
        if (times.duration().isPresent()) {
            throw new NotExpressibleException(
                    "it repeats for " + times.duration().get() + " only, and a recurrence has no end");
        }
        boolean grid = times.isGridOn(offset);
        if (grid || !times.dividesDay()) {
            draft.every(times.interval().get());
            if (!grid) {
                draft.remark("Repetition counts from StartBoundary; here from the midnight before the installation");
            }
            return List.of(draft);
        }
        addZone(offset);
        CalendarTimes everyDay = CalendarTimes.daily(CalendarTimes.ALL_HOURS, CalendarTimes.ALL_MINUTES);
        return CalendarDrafts.of(draft, times.on(everyDay));
    }

    private void addZone(Optional<ZoneOffset> offset) {
        offset.ifPresent(zone -> draft.put("zone", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()));
    }

    private void addBounds(LocalDateTime start, Optional<ZoneOffset> offset) throws NotExpressibleException {
        if (start.getSecond() != 0) {
            draft.remark(
                    "StartBoundary=" + start + ": it starts at the full minute, " + start.getSecond() + " s earlier");
        }
        if (start.toInstant(offset.orElse(ZoneOffset.UTC)).isAfter(now.plus(Duration.ofDays(1)))) {
            draft.remark("StartBoundary=" + start + ": it ticks before that day too");
        }
        Optional<TemporalAccessor> end = boundary("EndBoundary");
        if (end.isPresent()) {
            ZoneOffset zone = Optional.ofNullable(end.get().query(TemporalQueries.offset()))
                    .orElse(ZoneOffset.UTC);
            LocalDateTime last = LocalDateTime.from(end.get());
            if (last.toInstant(zone).isBefore(now.minus(Duration.ofDays(1)))) {
                throw new NotExpressibleException("EndBoundary=" + last + " is over: it starts no more");
            }
            draft.remark("EndBoundary=" + last + ": it does not end then; pause or uninstall it");
        }
    }

    private void addRules() {
        if (trigger.valueAt("Enabled").equals(Optional.of("false"))) {
            draft.put("enabled", false);
        }
        try {
            Optional<String> limit = trigger.valueAt("ExecutionTimeLimit");
            if (limit.isPresent()) {
                draft.timeout(TaskRules.duration(limit.get()));
            }
            Optional<String> delay = trigger.valueAt("RandomDelay");
            if (delay.isPresent() && TaskRules.duration(delay.get()).toSeconds() > 0) {
                draft.put("splay", TaskRules.duration(delay.get()));
                draft.remark(
                        "RandomDelay=" + delay.get() + ": splay is the same each time on a machine, not drawn anew");
            }
        } catch (NotExpressibleException malformed) {
            draft.remark("ExecutionTimeLimit or RandomDelay left out: " + malformed.getMessage());
        }
    }

    private Optional<TemporalAccessor> boundary(String name) throws NotExpressibleException {
        Optional<String> text = trigger.valueAt(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(DateTimeFormatter.ISO_DATE_TIME.parse(text.get()));
        } catch (DateTimeException malformed) {
            throw new NotExpressibleException(name + " is no date and time: " + VisibleText.of(text.get(), 40));
        }
    }
}
