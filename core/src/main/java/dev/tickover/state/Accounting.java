package dev.tickover.state;

import dev.tickover.json.JsonLine;
import dev.tickover.policy.Tick;

/** Knows which events of a history account for due instants. */
public final class Accounting {

    private Accounting() {}

    /**
     * Tells whether an event of a tick is of one for a due instant, and not of one for wakes alone.
     *
     * @param event the event
     * @return true if it is
     */
    public static boolean servesDueInstant(JsonLine event) {
        String reason = event.text("reason", "");
        return reason.equals(Tick.INITIAL)
                || reason.equals(Tick.INTERVAL)
                || reason.equals(Tick.CRON)
                || reason.equals(Tick.CATCH_UP);
    }

    /**
     * Tells whether an event is the first start of a tick for a due instant, and so accounts for it as ran.
     *
     * @param event the event
     * @return true if it is
     */
    public static boolean isRun(JsonLine event) {
        return event.text("event", "").equals("fired") && event.number("attempt", 1) == 1 && servesDueInstant(event);
    }

    /**
     * Tells whether an event accounts for due instants that got no tick of their own.
     *
     * @param event the event
     * @return true if it is {@code coalesced}, {@code skipped} or {@code missed}
     */
    public static boolean isRange(JsonLine event) {
        String name = event.text("event", "");
        return name.equals("coalesced") || name.equals("skipped") || name.equals("missed");
    }

    /** Adds an event to the summary of its schedule. */
    static void add(JsonLine summary, JsonLine event) {
        if (event.has("seq")) {
            summary.put("seq", event.number("seq", 0));
        }
        String name = event.text("event", "");
        if (isRun(event)) {
            count(summary, "ran", 1);
            summary.put("through", event.text("due"));
        } else if (isRange(event)) {
            addRange(summary, name, event);
        } else if (name.equals("installed")) {
            summary.put("installed", event.write());
            summary.put("through", event.text("through"));
        } else if (name.equals("clock-set-back") && event.number("era", 0) > summary.number("era", 0)) {
            summary.put("era", event.number("era", 0));
            summary.put("through", event.text("at"));
        }
    }

    /** An account that names a tick is of one that was started before: it is counted once, and moves nothing. */
    private static void addRange(JsonLine summary, String fate, JsonLine event) {
        count(summary, fate, event.number("count", 1));
        if (event.has("id")) {
            count(summary, "ran", -1);
        } else {
            summary.put("through", event.text("through", event.text("due", "")));
        }
    }

    private static void count(JsonLine summary, String fate, long more) {
        summary.put(fate, summary.number(fate, 0) + more);
    }
}
