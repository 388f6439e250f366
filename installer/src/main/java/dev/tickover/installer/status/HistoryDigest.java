package dev.tickover.installer.status;

import dev.tickover.event.Account;
import dev.tickover.event.Fate;
import dev.tickover.event.HistoryEvent;
import dev.tickover.event.HostChange;
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

    private final Map<String, RecordedTick> lastTicks = new HashMap<>();
    private final Map<String, Long> missed = new HashMap<>();
    private final Instant missedSince;
    private long crashedGeneration = -1;

    private HistoryDigest(Instant now) {
        missedSince = now.minus(Duration.ofHours(24));
    }

    static HistoryDigest of(AppFolder folder, Instant now) throws IOException {
        HistoryDigest digest = new HistoryDigest(now);
        new History(folder).forEach(line -> digest.add(line.event()));
        return digest;
    }

    private void add(HistoryEvent event) {
        if (event instanceof HistoryEvent.Fired fired) {
            lastTicks.put(event.schedule(), new RecordedTick(fired));
        } else if (event instanceof HistoryEvent.EndOfTick end) {
            lastTicks.computeIfPresent(event.schedule(), (name, tick) -> tick.with(end));
        } else if (event instanceof HistoryEvent.Accounted accounted) {
            Account account = accounted.account();
            if (account.fate() == Fate.MISSED && !event.at().isBefore(missedSince)) {
                missed.merge(event.schedule(), (long) account.count(), Long::sum);
            }
        } else if (event instanceof HistoryEvent.HostChanged changed && changed.change() == HostChange.CRASHED) {
            crashedGeneration = changed.host().generation();
        }
    }

    Optional<RecordedTick> lastTick(String schedule) {
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
