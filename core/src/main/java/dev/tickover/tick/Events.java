package dev.tickover.tick;

import dev.tickover.json.JsonLine;
import dev.tickover.policy.Account;
import dev.tickover.policy.Fate;
import dev.tickover.policy.Outcome;
import dev.tickover.policy.Tick;
import dev.tickover.schedule.UtcText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Words what happened for the history. The names of events and members are a contract with scripts. */
public final class Events {

    private Events() {}

    /**
     * Begins an event.
     *
     * @param at when it happened
     * @param schedule the schedule; null for an event of the whole application
     * @param event its name
     * @return the line
     */
    public static JsonLine event(Instant at, String schedule, String event) {
        JsonLine line = new JsonLine().put("at", UtcText.format(at));
        if (schedule != null) {
            line.put("schedule", schedule);
        }
        return line.put("event", event);
    }

    static JsonLine ofTick(Instant at, String schedule, String event, Tick tick) {
        JsonLine line = event(at, schedule, event)
                .put("id", tick.id())
                .put("due", UtcText.format(tick.due()))
                .put("reason", tick.reason())
                .put("attempt", tick.attempt());
        if (!tick.wakes().isEmpty() && tick.servesDueInstant()) {
            line.put("wakes", String.join(",", tick.wakes()));
        }
        return line;
    }

    static JsonLine fired(Instant at, String schedule, Tick tick, String why) {
        return ofTick(at, schedule, "fired", tick)
                .put("lateMs", Math.max(0, Duration.between(tick.due(), at).toMillis()))
                .put("missed", tick.missed())
                .put("why", why);
    }

    static JsonLine ended(Instant at, String schedule, Tick tick, Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            return ofTick(at, schedule, "completed", tick);
        }
        if (outcome instanceof Outcome.Duplicate) {
            return ofTick(at, schedule, "completed", tick).put("why", "the host had completed it before");
        }
        if (outcome instanceof Outcome.Failed failed) {
            return ofTick(at, schedule, "failed", tick).put("why", failed.message());
        }
        if (outcome instanceof Outcome.Undelivered undelivered) {
            return ofTick(at, schedule, "deferred", tick).put("why", undelivered.message());
        }
        return ofTick(at, schedule, "deferred", tick).put("why", ((Outcome.Lost) outcome).message());
    }

    static List<JsonLine> accounts(Instant at, String schedule, List<Account> accounts) {
        return accounts(at, schedule, accounts, List.of());
    }

    /** The first of the accounts are those of ticks started before: each names its tick. */
    static List<JsonLine> accounts(Instant at, String schedule, List<Account> accounts, List<Tick> started) {
        List<JsonLine> lines = new ArrayList<>();
        for (Account account : accounts) {
            JsonLine line = event(at, schedule, name(account.fate()));
            if (lines.size() < started.size()) {
                line.put("id", started.get(lines.size()).id());
            }
            line.put("due", UtcText.format(account.first())).put("count", account.count());
            if (account.count() > 1) {
                line.put("through", UtcText.format(account.last()));
            }
            lines.add(line.put(account.fate() == Fate.COALESCED ? "into" : "why", account.why()));
        }
        return lines;
    }

    private static String name(Fate fate) {
        return switch (fate) {
            case COALESCED -> "coalesced";
            case SKIPPED -> "skipped";
            case MISSED -> "missed";
        };
    }
}
