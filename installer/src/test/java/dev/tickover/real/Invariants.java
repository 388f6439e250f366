package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tickover.machine.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks, after whatever was done to an application, whether its files still keep what is promised. */
final class Invariants {

    /**
     * What the history's wall clock may be off the clock that measures the spacing: that one counts in hundredths of a
     * second (/proc/uptime, proc(5)), and a busy machine may stop a process between reading the one and the other.
     */
    private static final Duration BETWEEN_CLOCKS = Duration.ofMillis(100);

    private final ShortApp app;
    private final List<JsonObject> history;

    private Invariants(ShortApp app) {
        this.app = app;
        this.history = app.history()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    /** Finds every due instant accounted for, starts a spacing apart, attempts counted, and no tick completed twice. */
    static void hold(ShortApp app, Duration spacing) {
        CommandResult.Exited audit = app.machine().shortTickover("audit", app.id());
        assertEquals(0, audit.code(), () -> audit + "\n" + app.history());
        Invariants invariants = new Invariants(app);
        invariants.startsAreApart(spacing);
        invariants.attemptsAreCounted();
        invariants.nothingIsCompletedTwice();
    }

    /** Of what was fired, only what a host took is a start: the rest is deferred, and tried again at once. */
    private void startsAreApart(Duration spacing) {
        Set<String> delivered = new HashSet<>();
        events("delivered").forEach(event -> delivered.add(delivery(event)));
        Map<String, Instant> last = new HashMap<>();
        for (JsonObject fired : events("fired")) {
            Instant at = Instant.parse(text(fired, "at"));
            if (delivered.contains(delivery(fired))) {
                Instant before = last.put(text(fired, "schedule"), at);
                assertTrue(
                        before == null
                                || Duration.between(before, at)
                                                .plus(BETWEEN_CLOCKS)
                                                .compareTo(spacing)
                                        >= 0,
                        () -> before + " and " + at + " are less than the spacing apart:\n" + app.history());
            }
        }
    }

    private void attemptsAreCounted() {
        Map<String, Integer> attempts = new HashMap<>();
        for (JsonObject fired : events("fired")) {
            int attempt = attempts.merge(text(fired, "id"), 1, Integer::sum);
            assertEquals(attempt, fired.get("attempt").getAsInt(), () -> fired + "\n" + app.history());
        }
    }

    private void nothingIsCompletedTwice() {
        Set<String> completed = new HashSet<>();
        for (JsonObject event : events("completed")) {
            assertTrue(completed.add(text(event, "id")), () -> "twice: " + event + "\n" + app.history());
        }
    }

    private List<JsonObject> events(String name) {
        return history.stream()
                .filter(event -> text(event, "event").equals(name))
                .toList();
    }

    private static String delivery(JsonObject event) {
        return text(event, "id") + " " + event.get("attempt");
    }

    private static String text(JsonObject event, String member) {
        return event.get(member).getAsString();
    }
}
