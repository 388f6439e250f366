package dev.tickover.importing;

import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule in the making, of one entry of a source: the keys that carry over, by the names that a manifest gives them;
 * what does not carry over with them; and what keeps the entry from being carried over at all. Used by one thread.
 */
public final class Draft {

    /** The remark on a job that lies among those of the machine and names no user. */
    public static final String AS_ROOT =
            "it lies among the machine's own, which run as root: install with --scope system";

    /** The obstacle of what Tickover made. */
    public static final String OWN = "Tickover made this itself; its source is the manifest that was installed";

    /** The longest that a manifest can say; most sources have no limit. */
    private static final Duration LONGEST_LIMIT = Duration.ofDays(7);

    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(1);

    private final Origin origin;
    private final String excerpt;
    private final String nameHint;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Boolean> flags = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private List<String> command = List.of();
    private Optional<Retry> retry = Optional.empty();

    /**
     * Begins a draft that is first due at its time and has the longest limit.
     *
     * @param origin where the entry is
     * @param excerpt what the source says, in short
     * @param nameHint what a person would call it
     */
    public Draft(Origin origin, String excerpt, String nameHint) {
        this.origin = origin;
        this.excerpt = excerpt;
        this.nameHint = nameHint;
        put("first", "at-due");
        timeout(Duration.ZERO);
    }

    /**
     * Returns the name that a path gives a job.
     *
     * @param path a path of any system
     * @return its last part, without the ending of a script
     */
    public static String nameOf(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.replaceFirst("(?i)\\.(sh|bash|py|pl|rb|js|php|exe|cmd|bat|ps1|jar)$", "");
    }

    /**
     * Returns another draft of the same job, for the next of its times.
     *
     * @param from where that time is
     * @param text what the source says, in short
     * @return a draft with the same keys, remarks and obstacles
     */
    public Draft fork(Origin from, String text) {
        Draft fork = new Draft(from, text, nameHint);
        fork.texts.clear();
        fork.texts.putAll(texts);
        fork.flags.putAll(flags);
        fork.remarks.addAll(remarks);
        fork.obstacles.addAll(obstacles);
        fork.command = command;
        fork.retry = retry;
        return fork;
    }

    /**
     * Sets a key to a text.
     *
     * @param key the key
     * @param text its value
     * @return this draft
     */
    public Draft put(String key, String text) {
        texts.put(key, text);
        return this;
    }

    /**
     * Sets a key to true or false.
     *
     * @param key the key
     * @param flag its value
     */
    public void put(String key, boolean flag) {
        flags.put(key, flag);
    }

    /**
     * Sets a key to a duration.
     *
     * @param key the key
     * @param duration its value, in whole seconds
     */
    public void put(String key, Duration duration) {
        put(key, DurationText.format(duration));
    }

    /**
     * Sets the fields of cron. Where two due minutes are next to each other, the default spacing of a minute would defer a
     * tick, so there is none.
     *
     * @param expression the fields, which the reader of the manifest will check
     */
    public void cron(String expression) {
        put("cron", expression);
        if (CronText.hasAdjacentMinutes(expression)) {
            put("spacing", Duration.ZERO);
        }
    }

    /**
     * Sets the interval, or notes why there is none.
     *
     * @param interval the interval
     */
    public void every(Duration interval) {
        if (interval.compareTo(Duration.ofMinutes(1)) < 0) {
            obstacle("an interval of less than a minute; no OS scheduler keeps one on all three systems");
        } else if (interval.getNano() != 0) {
            obstacle("an interval with a fraction of a second");
        } else {
            put("every", interval);
            if (interval.compareTo(Duration.ofMinutes(2)) < 0) {
                put("spacing", Duration.ZERO);
            }
        }
    }

    /**
     * Sets the limit of a run to one that a manifest can say: a fraction of a second is rounded up.
     *
     * @param limit the limit; zero for none
     */
    public void timeout(Duration limit) {
        Duration whole = limit.getNano() == 0 ? limit : Duration.ofSeconds(limit.getSeconds() + 1);
        boolean longest = limit.isZero() || limit.compareTo(LONGEST_LIMIT) > 0;
        put("timeout", longest ? LONGEST_LIMIT : whole.compareTo(SHORTEST_LIMIT) < 0 ? SHORTEST_LIMIT : whole);
    }

    /**
     * Sets the command.
     *
     * @param words the program and its arguments
     */
    public void run(List<String> words) {
        command = List.copyOf(words);
    }

    /**
     * Sets how a failed tick is tried again.
     *
     * @param times how often, and when
     */
    public void retry(Retry times) {
        retry = Optional.of(times);
    }

    /**
     * Leaves a key out.
     *
     * @param key the key, whose value is a text or a duration
     */
    public void drop(String key) {
        texts.remove(key);
    }

    /**
     * Notes what does not carry over, or not quite.
     *
     * @param text the remark, for people
     */
    public void remark(String text) {
        if (!remarks.contains(text)) {
            remarks.add(text);
        }
    }

    /**
     * Notes what keeps the entry from being carried over.
     *
     * @param why the reason, for people
     */
    public void obstacle(String why) {
        obstacles.add(why);
    }

    /** {@return whether both hour and minute are fixed, so that a change of the clocks may leave a time out} */
    public boolean hasFixedTimes() {
        return CronText.hasFixedTime(texts.getOrDefault("cron", ""));
    }

    /** {@return where the entry is} */
    public Origin origin() {
        return origin;
    }

    /** {@return what the source says, in short} */
    public String excerpt() {
        return excerpt;
    }

    /** {@return what a person would call it} */
    public String nameHint() {
        return nameHint;
    }

    /** {@return the keys whose values are texts or durations, a view} */
    public Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /** {@return the keys whose values are true or false, a view} */
    public Map<String, Boolean> flags() {
        return Collections.unmodifiableMap(flags);
    }

    /** {@return the program and its arguments; empty if they are not known} */
    public List<String> command() {
        return command;
    }

    /** {@return how a failed tick is tried again; empty if the source does not say} */
    public Optional<Retry> retry() {
        return retry;
    }

    /** {@return what does not carry over, a view} */
    public List<String> remarks() {
        return Collections.unmodifiableList(remarks);
    }

    /** {@return what keeps the entry from being carried over, on one line; empty if nothing does} */
    public Optional<String> obstacles() {
        return obstacles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", obstacles));
    }
}
