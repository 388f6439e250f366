package dev.tickover.installer.simulate;

import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HistoryLine;
import dev.tickover.event.HostChange;
import dev.tickover.event.Tick;
import dev.tickover.json.JsonException;
import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import dev.tickover.simulation.TraceEvent;
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

/**
 * Reads a trace: one JSON object a line, with {@code at} and {@code event}. A history is one too; of its events, those
 * count that tell of the machine, the host and ticks.
 */
public final class TraceReader {

    private static final int LONGEST_LINE_SHOWN = 60;

    /** What `tickover history --json --explain` prints beside the events of a history. */
    private static final List<String> PASSED_OVER = List.of("summary", "gap");

    private final TraceBuilder trace = new TraceBuilder();
    private final Map<String, Event> events = new LinkedHashMap<>();
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
        events.put("host-slow", this::work);
        events.put("clock-step", line -> trace.step(Duration.ofMillis(number(line, "byMs", "-3600000"))));
        events.put("zone", line -> trace.moveTo(zone(line)));
        events.put("wake", line -> woken(schedule(line), line.text("reason", "manual")));
        events.put("due", line -> trace.add(schedule(line), new TraceEvent.CameDue()));
        events.put("fired", this::fired);
        events.put("installed", line -> trace.installed());
        events.put("end", line -> trace.end());
    }

    private void condition(Scenario.Kind kind, String begin, String end) {
        events.put(begin, line -> trace.hold(kind, true));
        events.put(end, line -> trace.hold(kind, false));
    }

    private static String schedule(JsonLine line) {
        return line.text("schedule", "");
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
                    "correct the line or take it out; a history may end in a cut line after a power failure");
        }
        String name = line.text("event", "");
        Instant at = at(number, line);
        Event own = events.get(name);
        HistoryEvent recorded = EventText.read(text).map(HistoryLine::event).orElseThrow();
        if (own == null && recorded instanceof HistoryEvent.Unknown && !PASSED_OVER.contains(name)) {
            throw new BadTraceException(
                    number,
                    problem(name),
                    "events are " + String.join(", ", events.keySet()) + ", and those of a history");
        }
        if (recorded instanceof HistoryEvent.Pulsed pulsed && pulsed.gap().clockStepMs() != 0) {
            trace.stepNoticed(
                    number,
                    pulsed.gap().from(),
                    at,
                    Duration.ofMillis(pulsed.gap().clockStepMs()));
        }
        trace.begin(number, at);
        if (own != null) {
            own.take(line);
        } else {
            take(recorded);
        }
    }

    private static String problem(String name) {
        return name.isEmpty()
                ? "it has no event"
                : "there is no event \"" + name + "\", or a member of it is missing or malformed";
    }

    /** What became of due instants under the rules that held then is passed over. */
    private void take(HistoryEvent event) {
        if (event instanceof HistoryEvent.HostChanged changed) {
            take(changed.change());
        } else if (event instanceof HistoryEvent.Woken woken) {
            woken(woken.schedule(), woken.reason());
        } else if (event instanceof HistoryEvent.Completed || event instanceof HistoryEvent.Failed) {
            ended((HistoryEvent.EndOfTick) event);
        } else if (event instanceof HistoryEvent.Pulsed pulsed) {
            pulsed(pulsed);
        }
    }

    private void take(HostChange change) {
        switch (change) {
            case ATTACHED -> trace.hold(Scenario.Kind.HOST_DOWN, false);
            case DETACHED, CRASHED -> trace.hold(Scenario.Kind.HOST_DOWN, true);
            case HUNG -> trace.hold(Scenario.Kind.HOST_HUNG, true);
            case RECOVERED, REPLACED -> trace.hold(Scenario.Kind.HOST_HUNG, false);
            default -> {
                // The rest changes nothing about who receives ticks.
            }
        }
    }

    private static Instant at(int number, JsonLine line) throws BadTraceException {
        try {
            return UtcText.parse(line.text("at", ""));
        } catch (IllegalArgumentException malformed) {
            throw new BadTraceException(
                    number,
                    line.has("at") ? "\"at\" is not a timestamp: " + line.text("at", "no text") : "it has no \"at\"",
                    "write the time in UTC, such as \"at\":\"2026-03-02T10:30:00Z\"");
        }
    }

    private void work(JsonLine line) throws BadTraceException {
        long millis = number(line, "workMs", "90000");
        if (millis < 0) {
            throw new BadTraceException(trace.line(), "\"workMs\" is less than nothing", "0 ends a slowness");
        }
        trace.add(schedule(line), new TraceEvent.WorkTakes(Duration.ofMillis(millis)));
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

    private void woken(String schedule, String reason) {
        HistoryEvent.Woken woken = new HistoryEvent.Woken(trace.at(), schedule, reason);
        trace.add(schedule, new TraceEvent.Recorded(woken));
    }

    /** Whoever was watched may have ticks without a due instant and without ids. */
    private void fired(JsonLine line) throws BadTraceException {
        Instant due = trace.at();
        if (line.has("due")) {
            try {
                due = UtcText.parse(line.text("due", ""));
            } catch (IllegalArgumentException malformed) {
                throw new BadTraceException(
                        trace.line(),
                        "\"due\" is not a timestamp: " + line.text("due", "no text"),
                        "write the time in UTC, such as \"due\":\"2026-03-02T10:30:00Z\", or leave it out");
            }
        }
        String id = line.text("id", schedule(line) + "@" + UtcText.format(due));
        Tick tick = new Tick(id, due, line.text("reason", "interval"), List.of(), 0, 1, 0);
        trace.add(schedule(line), new TraceEvent.Begun(tick));
        if (line.has("id")) {
            begun.put(id, trace.now());
        }
    }

    /** The end of a tick shows how long its work took, from its beginning on. */
    private void ended(HistoryEvent.EndOfTick end) {
        Duration begin = begun.remove(end.tick().id());
        if (begin != null) {
            trace.add(
                    begin, end.schedule(), new TraceEvent.WorkTakes(trace.now().minus(begin)));
        }
    }

    /** A pulse that was late shows what the machine did: asleep just before, off until the boot, or held back. */
    private void pulsed(HistoryEvent.Pulsed pulsed) {
        Duration gap = Duration.between(pulsed.gap().from(), pulsed.at());
        Duration asleep = Duration.ofMillis(pulsed.gap().asleepMs());
        Duration up = Duration.ofMillis(pulsed.gap().upMs());
        if (pulsed.gap().rebooted()) {
            trace.heldBefore(Scenario.Kind.OFF, gap, up, gap);
        } else if (!asleep.isZero()) {
            trace.heldBefore(Scenario.Kind.ASLEEP, asleep, Duration.ZERO, gap);
        } else if (pulsed.gap().clockStepMs() == 0 && gap.compareTo(Duration.ZERO) > 0) {
            trace.heldBefore(Scenario.Kind.HELD, gap, Duration.ZERO, gap);
        }
    }
}
