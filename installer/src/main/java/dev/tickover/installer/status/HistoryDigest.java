package dev.tickover.installer.status;

import dev.tickover.json.JsonLine;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sums up a history in one pass: of each schedule the last tick, and what it missed in the last 24 hours. */
final class HistoryDigest {

    private final Map<String, LastTick> lastTicks = new HashMap<>();
    private final Map<String, Long> missed = new HashMap<>();
    private final String missedSince;
    private long crashedGeneration = -1;

    private HistoryDigest(Instant now) {
        missedSince = UtcText.format(now.minus(Duration.ofHours(24)));
    }

    static HistoryDigest of(AppFolder folder, Instant now) throws IOException {
        HistoryDigest digest = new HistoryDigest(now);
        new History(folder).forEach(digest::add);
        return digest;
    }

    private void add(JsonLine event) {
        if (event.text("event", "").equals("crashed")) {
            crashedGeneration = event.number("generation", -1);
        }
        String schedule = event.text("schedule");
        if (schedule == null) {
            return;
        }
        switch (event.text("event", "")) {
            case "fired" ->
                lastTicks.put(
                        schedule,
                        new LastTick(
                                event.text("at", ""),
                                event.text("due", ""),
                                event.text("id", ""),
                                event.text("reason", ""),
                                "running",
                                "",
                                event.number("lateMs", 0)));
            case "completed", "failed", "deferred" ->
                lastTicks.computeIfPresent(
                        schedule,
                        (name, tick) -> tick.id().equals(event.text("id"))
                                ? tick.ended(event.text("event"), event.text("why", ""))
                                : tick);
            case "missed" -> {
                if (event.text("at", "").compareTo(missedSince) >= 0) {
                    missed.merge(schedule, event.number("count", 1), Long::sum);
                }
            }
            default -> {
                // Other events change neither.
            }
        }
    }

    Optional<LastTick> lastTick(String schedule) {
        return Optional.ofNullable(lastTicks.get(schedule));
    }

    /** Whether a pulse found the host of that generation gone, and took the lease from it. */
    boolean hasCrashed(long generation) {
        return crashedGeneration == generation;
    }

    long missed24h(String schedule) {
        return missed.getOrDefault(schedule, 0L);
    }
}
