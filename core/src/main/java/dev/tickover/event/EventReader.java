package dev.tickover.event;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The reading half of {@link EventText}; a tick client does without it. */
final class EventReader {

    private final JsonLine line;
    private final Instant at;
    private final String schedule;

    private EventReader(JsonLine line, Instant at) {
        this.line = line;
        this.at = at;
        this.schedule = line.text("schedule", "");
    }

    /** Parses the text of an event that was read before. */
    static JsonLine parse(String text) {
        try {
            return JsonLine.parse(text);
        } catch (JsonException malformed) {
            throw new IllegalArgumentException("not an event: " + text, malformed);
        }
    }

    static HistoryEvent read(JsonLine line) throws JsonException {
        Instant at;
        try {
            at = UtcText.parse(line.text("at", ""));
        } catch (IllegalArgumentException malformed) {
            throw new JsonException("\"at\" is not a timestamp: " + line.text("at", "missing"));
        }
        EventReader reader = new EventReader(line, at);
        try {
            return reader.event(line.text("event", ""));
        } catch (DateTimeException | IllegalArgumentException damaged) {
            return reader.unknown();
        }
    }

    private HistoryEvent event(String name) {
        return switch (name) {
            case "fired" -> new HistoryEvent.Fired(at, schedule, tick(), reason());
            case "delivered" -> new HistoryEvent.Delivered(at, schedule, tick());
            case "completed" -> new HistoryEvent.Completed(at, schedule, tick(), reasonIfAny());
            case "failed" -> new HistoryEvent.Failed(at, schedule, tick(), reasonIfAny());
            case "deferred" -> new HistoryEvent.Deferred(at, schedule, tick(), reasonIfAny());
            case "coalesced" -> accounted(Fate.COALESCED);
            case "skipped" -> accounted(Fate.SKIPPED);
            case "missed" -> accounted(Fate.MISSED);
            case "woken" -> new HistoryEvent.Woken(at, schedule, line.text("reason", ""));
            case "paused" ->
                new HistoryEvent.Paused(at, schedule, instantIfAny("until").orElse(Instant.MAX));
            case "resumed" -> new HistoryEvent.Resumed(at, schedule);
            case "installed" ->
                new HistoryEvent.Installed(
                        at, schedule, DueRule.read(line), instant("installedAt"), instantIfAny("through"));
            case "uninstalled" -> new HistoryEvent.Uninstalled(at, schedule);
            case "pulse" -> new HistoryEvent.Pulsed(at, schedule, gap());
            case "pulse-overdue" ->
                new HistoryEvent.PulseOverdue(at, schedule, line.text("entry", ""), line.text("why", ""));
            case "clock-set-back" -> new HistoryEvent.ClockSetBack(at, schedule, whole("era", 0));
            case "repaired" ->
                new HistoryEvent.Repaired(at, schedule, line.number("generation", 0), line.text("why", ""));
            case "blocked" -> new HistoryEvent.Blocked(at, schedule, line.text("why", ""));
            default -> hostChanged(name);
        };
    }

    private Tick tick() {
        String id = line.text("id", "");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an event of a tick has no id");
        }
        String reason = line.text("reason", "");
        String wakes = line.text("wakes", "");
        List<String> reasons = wakes.isEmpty() ? List.of() : List.of(wakes.split(","));
        Tick tick = new Tick(id, instant("due"), reason, reasons, whole("missed", 0), whole("attempt", 1), 0);
        return tick.servesDueInstant() || reason.isEmpty()
                ? tick
                : new Tick(id, tick.due(), reason, List.of(reason.split(",")), tick.missed(), tick.attempt(), 0);
    }

    private Reason reason() {
        return new Reason(Reason.Kind.of(line.text("cause", "")), line.text("why", ""));
    }

    private Optional<Reason> reasonIfAny() {
        return line.has("why") ? Optional.of(reason()) : Optional.empty();
    }

    private HistoryEvent accounted(Fate fate) {
        Instant first = instant("due");
        Instant last = instantIfAny("through").orElse(first);
        Account account = new Account(fate, first, last, whole("count", 1), line.text("into", ""), reason());
        return new HistoryEvent.Accounted(at, schedule, account, line.text("id", ""));
    }

    private ClockGap gap() {
        return new ClockGap(
                instantIfAny("from").orElse(at),
                line.number("gapMs", 0),
                line.number("asleepMs", 0),
                Boolean.TRUE.equals(line.value("rebooted")),
                line.number("clockStepMs", 0),
                line.number("upMs", 0));
    }

    private HistoryEvent hostChanged(String name) {
        for (HostChange change : HostChange.values()) {
            if (change.word().equals(name)) {
                HostName host = new HostName(
                        line.number("generation", 0),
                        line.number("pid", 0),
                        line.text("process", ""),
                        line.text("socket", ""));
                return new HistoryEvent.HostChanged(at, change, host, line.text("why", ""));
            }
        }
        return unknown();
    }

    /** The place in a group is not the event's own. */
    private HistoryEvent unknown() {
        JsonLine own = new JsonLine();
        for (String name : line.names()) {
            if (!EventText.isPlace(name)) {
                own.copy(name, line);
            }
        }
        return new HistoryEvent.Unknown(at, schedule, line.text("event", ""), own.write());
    }

    private Instant instant(String name) {
        return UtcText.parse(line.text(name, ""));
    }

    private Optional<Instant> instantIfAny(String name) {
        return line.has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    private int whole(String name, long otherwise) {
        return (int) Math.max(0, Math.min(line.number(name, otherwise), Integer.MAX_VALUE));
    }
}
