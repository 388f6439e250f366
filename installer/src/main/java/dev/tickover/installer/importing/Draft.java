package dev.tickover.installer.importing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is a schedule that is being made of one entry of a source: the keys that carry over, what is to be remarked on, and
 * what keeps it from being carried over at all. Used by one thread.
 */
final class Draft {

    /** The longest that a manifest can say; most sources have no limit. */
    static final Duration NO_LIMIT = Duration.ofDays(7);

    static final String AS_ROOT = "it lies among the machine's own, which run as root: install with --scope system";

    /** The order in which a manifest tells the keys. */
    private static final List<String> ORDER = List.of(
            "cron",
            "every",
            "zone",
            "dst-gap",
            "run",
            "first",
            "catch-up",
            "overlap",
            "spacing",
            "splay",
            "timeout",
            "retry",
            "on-battery",
            "wake-machine",
            "enabled");

    private final Origin origin;
    private final String excerpt;
    private final String nameHint;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private List<String> run = List.of();
    private String fields = "";

    /** Begins a draft. The excerpt is what the source says, the hint what a person would call it. */
    Draft(Origin origin, String excerpt, String nameHint) {
        this.origin = origin;
        this.excerpt = excerpt;
        this.nameHint = nameHint;
        put("first", "at-due");
        put("timeout", Durations.text(NO_LIMIT));
    }

    /** Returns another draft of the same job: for the next of its times. */
    Draft fork(Origin from, String text) {
        Draft fork = new Draft(from, text, nameHint);
        fork.keys.clear();
        fork.keys.putAll(keys);
        fork.remarks.addAll(remarks);
        fork.obstacles.addAll(obstacles);
        fork.run = run;
        fork.fields = fields;
        return fork;
    }

    /** Sets a key to a text. */
    Draft put(String key, String text) {
        keys.put(key, TomlText.quoted(text));
        return this;
    }

    /** Sets a key to what is not a text. */
    Draft putRaw(String key, String value) {
        keys.put(key, value);
        return this;
    }

    void drop(String key) {
        keys.remove(key);
    }

    boolean has(String key) {
        return keys.containsKey(key);
    }

    /** Sets the fields; where minutes stand side by side, the usual spacing of a minute would put off a tick. */
    void cron(String expression) {
        fields = expression;
        put("cron", expression);
        if (CronText.hasAdjacentMinutes(expression)) {
            put("spacing", "0s");
        }
    }

    /** Tells whether both hour and minute are fixed, so that a change of the clocks may leave a time out. */
    boolean hasFixedTimes() {
        return CronText.hasFixedTime(fields);
    }

    /** Sets the interval, or says why there is none. */
    void every(Duration interval) {
        if (interval.compareTo(Duration.ofMinutes(1)) < 0) {
            obstacle("an interval of less than a minute; no OS scheduler keeps one on all three systems");
        } else if (interval.getNano() != 0) {
            obstacle("an interval with a fraction of a second");
        } else {
            put("every", Durations.text(interval));
            if (interval.compareTo(Duration.ofMinutes(2)) < 0) {
                put("spacing", "0s");
            }
        }
    }

    void run(List<String> command) {
        run = List.copyOf(command);
        keys.put("run", TomlText.array(command));
    }

    /** Notes what does not carry over, or not quite. */
    void remark(String text) {
        if (!remarks.contains(text)) {
            remarks.add(text);
        }
    }

    /** Notes what keeps the entry from being carried over. */
    void obstacle(String why) {
        obstacles.add(why);
    }

    Origin origin() {
        return origin;
    }

    String excerpt() {
        return excerpt;
    }

    String nameHint() {
        return nameHint;
    }

    List<String> command() {
        return run;
    }

    List<String> remarks() {
        return remarks;
    }

    Optional<String> obstacles() {
        return obstacles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", obstacles));
    }

    /** Returns the lines of the table, without its header. */
    List<String> lines() {
        return ORDER.stream()
                .filter(keys::containsKey)
                .map(key -> key + " = " + keys.get(key))
                .toList();
    }
}
