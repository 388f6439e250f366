package dev.tickover.event;

import dev.tickover.event.HistoryEvent.Accounted;
import dev.tickover.event.HistoryEvent.Blocked;
import dev.tickover.event.HistoryEvent.ClockSetBack;
import dev.tickover.event.HistoryEvent.Completed;
import dev.tickover.event.HistoryEvent.Deferred;
import dev.tickover.event.HistoryEvent.Delivered;
import dev.tickover.event.HistoryEvent.EndOfTick;
import dev.tickover.event.HistoryEvent.Failed;
import dev.tickover.event.HistoryEvent.Fired;
import dev.tickover.event.HistoryEvent.HostChanged;
import dev.tickover.event.HistoryEvent.Installed;
import dev.tickover.event.HistoryEvent.OfTick;
import dev.tickover.event.HistoryEvent.Paused;
import dev.tickover.event.HistoryEvent.PulseOverdue;
import dev.tickover.event.HistoryEvent.Pulsed;
import dev.tickover.event.HistoryEvent.Repaired;
import dev.tickover.event.HistoryEvent.Resumed;
import dev.tickover.event.HistoryEvent.Uninstalled;
import dev.tickover.event.HistoryEvent.Unknown;
import dev.tickover.event.HistoryEvent.Woken;
import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import java.time.Instant;
import java.util.Optional;

/**
 * The codec of {@code history.jsonl}: one JSON object a line. The names of events and members are a contract with
 * scripts; {@code docs/history.md} lists them.
 */
public final class EventText {

    private static final String AT = "at";
    private static final String SCHEDULE = "schedule";
    private static final String EVENT = "event";
    private static final String WHY = "why";
    private static final String THROUGH = "through";
    private static final String SEQUENCE = "seq";
    private static final String PREVIOUS = "prev";
    private static final String COUNT = "lines";

    private EventText() {}

    /**
     * Names the kind of an event.
     *
     * @param event the event
     * @return its name in the history, for example {@code fired}
     */
    public static String name(HistoryEvent event) {
        // The events of a tick in time come first: asking for a class loads it.
        if (event instanceof Fired) {
            return "fired";
        } else if (event instanceof Delivered) {
            return "delivered";
        } else if (event instanceof Completed) {
            return "completed";
        } else if (event instanceof Accounted accounted) {
            return accounted.account().fate().word();
        } else if (event instanceof Deferred) {
            return "deferred";
        } else if (event instanceof Failed) {
            return "failed";
        } else if (event instanceof HostChanged changed) {
            return changed.change().word();
        } else if (event instanceof Woken) {
            return "woken";
        } else if (event instanceof Installed) {
            return "installed";
        } else if (event instanceof Pulsed) {
            return "pulse";
        } else if (event instanceof Paused) {
            return "paused";
        } else if (event instanceof Resumed) {
            return "resumed";
        } else if (event instanceof ClockSetBack) {
            return "clock-set-back";
        } else if (event instanceof Repaired) {
            return "repaired";
        } else if (event instanceof Blocked) {
            return "blocked";
        } else if (event instanceof PulseOverdue) {
            return "pulse-overdue";
        } else if (event instanceof Uninstalled) {
            return "uninstalled";
        }
        return ((Unknown) event).name();
    }

    /**
     * Writes an event that belongs to no group.
     *
     * @param event the event
     * @return the text of its line, without a line end
     */
    public static String write(HistoryEvent event) {
        return members(event).write();
    }

    private static JsonLine members(HistoryEvent event) {
        JsonLine line = new JsonLine().put(AT, UtcText.format(event.at()));
        if (!event.schedule().isEmpty()) {
            line.put(SCHEDULE, event.schedule());
        }
        line.put(EVENT, name(event));
        if (event instanceof OfTick ofTick) {
            writeTick(ofTick, line);
        } else if (event instanceof Unknown unknown) {
            return EventReader.parse(unknown.text());
        } else if (event instanceof Accounted accounted) {
            writeAccount(accounted, line);
        } else if (event instanceof HostChanged changed) {
            writeHost(changed, line);
        } else if (event instanceof Woken woken) {
            line.put("reason", woken.reason());
        } else if (event instanceof Installed installed) {
            installed.rule().addTo(line).put("installedAt", UtcText.format(installed.installedAt()));
            if (installed.through().isPresent()) {
                line.put(THROUGH, UtcText.format(installed.through().get()));
            }
        } else if (event instanceof Pulsed pulsed) {
            writeGap(pulsed.gap(), line);
        } else if (event instanceof Paused paused) {
            if (paused.until().isBefore(Instant.MAX)) {
                line.put("until", UtcText.format(paused.until()));
            }
        } else if (event instanceof ClockSetBack back) {
            line.put("era", back.era());
        } else if (event instanceof Repaired repaired) {
            if (repaired.generation() > 0) {
                line.put("generation", repaired.generation());
            }
            line.put(WHY, repaired.what());
        } else if (event instanceof Blocked blocked) {
            line.put(WHY, blocked.why());
        } else if (event instanceof PulseOverdue overdue) {
            line.put("entry", overdue.entry()).put(WHY, overdue.why());
        }
        return line;
    }

    private static void writeTick(OfTick event, JsonLine line) {
        Tick tick = event.tick();
        line.put("id", tick.id())
                .put("due", UtcText.format(tick.due()))
                .put("reason", tick.reason())
                .put("attempt", tick.attempt());
        if (!tick.wakes().isEmpty() && tick.servesDueInstant()) {
            line.put("wakes", String.join(",", tick.wakes()));
        }
        if (event instanceof Fired fired) {
            line.put("lateMs", fired.late().toMillis()).put("missed", tick.missed());
            writeReason(fired.why(), line);
        } else if (event instanceof EndOfTick end && end.reason().isPresent()) {
            writeReason(end.reason().get(), line);
        }
    }

    private static void writeReason(Reason reason, JsonLine line) {
        line.put("cause", reason.kind().word()).put(WHY, reason.text());
    }

    private static void writeAccount(Accounted event, JsonLine line) {
        Account account = event.account();
        if (event.wasStarted()) {
            line.put("id", event.started());
        }
        line.put("due", UtcText.format(account.first())).put("count", account.count());
        if (account.count() > 1) {
            line.put(THROUGH, UtcText.format(account.last()));
        }
        if (account.fate() == Fate.COALESCED) {
            line.put("into", account.into());
        }
        writeReason(account.reason(), line);
    }

    private static void writeHost(HostChanged event, JsonLine line) {
        HostName host = event.host();
        if (host.generation() > 0) {
            line.put("generation", host.generation());
        }
        if (host.pid() > 0) {
            line.put("pid", host.pid());
        }
        if (!host.process().isEmpty()) {
            line.put("process", host.process()).put("socket", host.socket());
        }
        if (!event.why().isEmpty()) {
            line.put(WHY, event.why());
        }
    }

    private static void writeGap(ClockGap gap, JsonLine line) {
        line.put("from", UtcText.format(gap.from()))
                .put("gapMs", gap.gapMs())
                .put("asleepMs", gap.asleepMs())
                .put("rebooted", gap.rebooted())
                .put("clockStepMs", gap.clockStepMs());
        if (gap.upMs() != 0) {
            line.put("upMs", gap.upMs());
        }
    }

    /**
     * Writes an event with its place.
     *
     * @param line the event and its place
     * @return the text of its line, without a line end
     */
    public static String write(HistoryLine line) {
        JsonLine members = members(line.event());
        if (line.isGrouped()) {
            members.put(SEQUENCE, line.sequence());
            if (line.isFirst()) {
                members.put(PREVIOUS, line.previous()).put(COUNT, line.count());
            }
        }
        return members.write();
    }

    static boolean isPlace(String member) {
        return member.equals(SEQUENCE) || member.equals(PREVIOUS) || member.equals(COUNT);
    }

    /**
     * Reads a line.
     *
     * @param text the text of one line; members that are not known are passed over
     * @return the event and its place; an {@link Unknown} event if the line has a name that is not known, or lacks what
     *     an event of its name has; empty if the text is not a JSON object with a time, such as one cut off by a crash
     */
    public static Optional<HistoryLine> read(String text) {
        try {
            JsonLine line = JsonLine.parse(text);
            return Optional.of(
                    new HistoryLine(EventReader.read(line), line.number(SEQUENCE, 0), line.number(PREVIOUS, -1), (int)
                            line.number(COUNT, 0)));
        } catch (JsonException cutOff) {
            return Optional.empty();
        }
    }
}
