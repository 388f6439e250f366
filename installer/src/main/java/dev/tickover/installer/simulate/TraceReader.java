package dev.tickover.installer.simulate;

import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a trace: one JSON object a line, with {@code at} and {@code event}. A history is one too; of its events, those
 * count that tell of the machine, the host and ticks.
 */
public final class TraceReader {

    private static final int LONGEST_LINE_SHOWN = 60;

    /** What a history tells beside: what became of due instants under the rules that held then. */
    private static final List<String> PASSED_OVER = List.of(
            "delivered",
            "deferred",
            "coalesced",
            "skipped",
            "missed",
            "uninstalled",
            "paused",
            "resumed",
            "repaired",
            "pulse-overdue",
            "clock-set-back",
            "standby",
            "notified",
            "restarted",
            "restart-failed",
            "summary",
            "gap");

    private final TraceBuilder trace = new TraceBuilder();
    private final Map<String, Event> events = new LinkedHashMap<>();
    private final List<String> own;
    private final Map<String, Duration> begun = new HashMap<>();

    /** Takes a line of one event. */
    private interface Event {
        void take(JsonLine line) throws BadTraceException;
    }

    private TraceReader() {
        condition(Scenario.Kind.ASLEEP, "asleep", "awake");
        condition(Scenario.Kind.OFF, "off", "on");
        condition(Scenario.Kind.HOST_DOWN, "host-down", "host-up");
        condition(Scenario.Kind.HOST_HUNG, "host-hung", "host-back");
        condition(Scenario.Kind.HELD, "held", "released");
        events.put("host-slow", line -> trace.add(work(line)));
        events.put("clock-step", line -> trace.step(Duration.ofMillis(number(line, "byMs", "-3600000"))));
        events.put("zone", line -> trace.moveTo(zone(line)));
        events.put("wake", this::woken);
        events.put("due", line -> trace.add(new ReplayTrace.Due(line.text("schedule", ""))));
        events.put("fired", this::fired);
        events.put("installed", line -> trace.installed());
        events.put("end", line -> trace.end());
        own = List.copyOf(events.keySet());
        history();
    }

    private void condition(Scenario.Kind kind, String begin, String end) {
        events.put(begin, line -> trace.hold(kind, true));
        events.put(end, line -> trace.hold(kind, false));
    }

    private void history() {
        events.put("attached", events.get("host-up"));
        events.put("detached", events.get("host-down"));
        events.put("crashed", events.get("host-down"));
        events.put("hung", events.get("host-hung"));
        events.put("recovered", events.get("host-back"));
        events.put("replaced", events.get("host-back"));
        events.put("woken", this::woken);
        events.put("completed", this::ended);
        events.put("failed", this::ended);
        events.put("pulse", this::pulse);
        PASSED_OVER.forEach(name -> events.put(name, line -> {}));
    }

    /**
     * Reads a trace to its end.
     *
     * @param reader its text
     * @return the trace
     * @throws BadTraceException if a line is none of a trace; the message names it
     * @throws IOException if it cannot be read
     */
    public static ReplayTrace read(BufferedReader reader) throws BadTraceException, IOException {
        TraceReader traces = new TraceReader();
        int number = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            number++;
            if (!text.isBlank()) {
                traces.line(number, text);
            }
        }
        return traces.trace.build();
    }

    private void line(int number, String text) throws BadTraceException {
        JsonLine line;
        try {
            line = JsonLine.parse(text);
        } catch (JsonException malformed) {
            String shown = text.length() > LONGEST_LINE_SHOWN ? text.substring(0, LONGEST_LINE_SHOWN) + "…" : text;
            throw new BadTraceException(
                    number,
                    "cut off, or no JSON object (" + malformed.getMessage() + "): " + shown,
                    "mend the line or take it out; a history may end in a cut line after a power failure");
        }
        Event event = events.get(line.text("event", ""));
        if (event == null) {
            throw new BadTraceException(
                    number,
                    line.has("event") ? "there is no event \"" + line.text("event", "") + "\"" : "it has no event",
                    "events are " + String.join(", ", own) + ", and those of a history");
        }
        Instant at = at(number, line);
        long step = line.number("clockStepMs", 0);
        if (step != 0) {
            trace.stepNoticed(number, since(number, line), at, Duration.ofMillis(step));
        }
        trace.begin(number, at);
        event.take(line);
    }

    private static Instant at(int number, JsonLine line) throws BadTraceException {
        try {
            return UtcText.parse(line.text("at", ""));
        } catch (IllegalArgumentException malformed) {
            throw new BadTraceException(
                    number,
                    line.has("at") ? "\"at\" is no instant: " + line.text("at", "no text") : "it has no \"at\"",
                    "write the time in UTC, such as \"at\":\"2026-03-02T10:30:00Z\"");
        }
    }

    private ReplayTrace.WorkTakes work(JsonLine line) throws BadTraceException {
        long millis = number(line, "workMs", "90000");
        if (millis < 0) {
            throw new BadTraceException(trace.line(), "\"workMs\" is less than nothing", "0 ends a slowness");
        }
        return new ReplayTrace.WorkTakes(line.text("schedule", ""), Duration.ofMillis(millis));
    }

    private long number(JsonLine line, String name, String example) throws BadTraceException {
        if (line.value(name) instanceof Long number) {
            return number;
        }
        throw new BadTraceException(
                trace.line(),
                line.text("event", "") + " needs the whole number \"" + name + "\"",
                "write, for example, \"" + name + "\":" + example);
    }

    private ZoneId zone(JsonLine line) throws BadTraceException {
        try {
            return ZoneId.of(line.text("zone", ""));
        } catch (DateTimeException unknown) {
            throw new BadTraceException(
                    trace.line(),
                    "there is no zone \"" + line.text("zone", "") + "\"",
                    "write, for example, \"zone\":\"Europe/Paris\"");
        }
    }

    private void woken(JsonLine line) {
        trace.add(new ReplayTrace.Woken(line.text("schedule", ""), line.text("reason", "manual")));
    }

    private void fired(JsonLine line) throws BadTraceException {
        Optional<Instant> due = Optional.empty();
        if (line.has("due")) {
            try {
                due = Optional.of(UtcText.parse(line.text("due", "")));
            } catch (IllegalArgumentException malformed) {
                throw new BadTraceException(
                        trace.line(),
                        "\"due\" is no instant: " + line.text("due", "no text"),
                        "write the time in UTC, such as \"due\":\"2026-03-02T10:30:00Z\", or leave it out");
            }
        }
        trace.add(new ReplayTrace.Fired(line.text("schedule", ""), due, line.text("reason", "interval")));
        if (line.has("id")) {
            begun.put(line.text("id", ""), trace.now());
        }
    }

    /** The end of a tick tells how long its work took, from its beginning on. */
    private void ended(JsonLine line) {
        Duration begin = begun.remove(line.text("id", ""));
        if (begin != null) {
            trace.add(
                    begin,
                    new ReplayTrace.WorkTakes(
                            line.text("schedule", ""), trace.now().minus(begin)));
        }
    }

    /** A pulse that was late tells what the clocks said: asleep just before, off until the boot, or held back. */
    private void pulse(JsonLine line) throws BadTraceException {
        Duration gap = Duration.between(since(trace.line(), line), at(trace.line(), line));
        Duration asleep = Duration.ofMillis(line.number("asleepMs", 0));
        Duration up = Duration.ofMillis(line.number("upMs", 0));
        if (Boolean.TRUE.equals(line.value("rebooted"))) {
            trace.heldBefore(Scenario.Kind.OFF, gap, up, gap);
        } else if (!asleep.isZero()) {
            trace.heldBefore(Scenario.Kind.ASLEEP, asleep, Duration.ZERO, gap);
        } else if (line.number("clockStepMs", 0) == 0 && gap.compareTo(Duration.ZERO) > 0) {
            trace.heldBefore(Scenario.Kind.HELD, gap, Duration.ZERO, gap);
        }
    }

    private static Instant since(int number, JsonLine line) throws BadTraceException {
        try {
            return UtcText.parse(line.text("from", line.text("at", "")));
        } catch (IllegalArgumentException malformed) {
            throw new BadTraceException(
                    number, "\"from\" is no instant: " + line.text("from", "no text"), "mend the line or take it out");
        }
    }
}
