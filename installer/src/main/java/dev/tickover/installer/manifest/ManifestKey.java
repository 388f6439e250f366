package dev.tickover.installer.manifest;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.First;
import dev.tickover.schedule.OnHung;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.WhenAbsent;
import java.util.List;
import java.util.Optional;

/**
 * Is a key of the manifest: where it stands, what it may hold, what holds without it, and what it is for. The reader,
 * its hints, the starter manifest and the JSON Schema are all held to this list.
 */
enum ManifestKey {
    ID(
            ManifestTable.APP,
            "id",
            KeyType.TEXT,
            "",
            "The id that every command uses; a letter or digit first, then at most 63 letters, digits, dots,"
                    + " underscores or hyphens."),
    NAME(ManifestTable.APP, "name", KeyType.TEXT, "", "A name for people."),
    START(ManifestTable.APP, "start", KeyType.COMMAND, "", "How to start the application in the background."),

    STALE_AFTER(
            ManifestTable.LIVENESS,
            "stale-after",
            Bounds.of(ofSeconds(1), ofDays(7)),
            "120s",
            "How long work may go without progress before the application counts as hung, in awake time."),
    ON_HUNG(ManifestTable.LIVENESS, "on-hung", OnHung.class, "report", "What is done about a hung application."),
    NOTIFY(ManifestTable.LIVENESS, "notify", KeyType.COMMAND, "", "The command that on-hung = \"notify\" runs."),
    SWEEP(
            ManifestTable.LIVENESS,
            "sweep",
            Bounds.of(ofMinutes(1), ofHours(24)),
            "15m",
            "How often all schedules are looked over for retries, pending wakes and lost entries."),

    BUNDLE_ID(
            ManifestTable.LAUNCHD,
            "bundle-id",
            KeyType.TEXT,
            "",
            "The application's bundle identifier, by which the Login Items of macOS name its jobs."),
    START_INTERVAL(
            ManifestTable.LAUNCHD,
            "start-interval",
            KeyType.SWITCH,
            "false",
            "Whether schedules with every are started by launchd's StartInterval instead of a calendar; it loses starts"
                    + " in sleep."),

    EVERY(ManifestTable.SCHEDULE, "every", Bounds.of(ofMinutes(1), ofDays(366)), "", "The interval; this or cron."),
    CRON(
            ManifestTable.SCHEDULE,
            "cron",
            KeyType.TEXT,
            "",
            "Five cron fields, or a short form such as @daily; this or every."),
    ZONE(
            ManifestTable.SCHEDULE,
            "zone",
            KeyType.TEXT,
            "",
            "The time zone that cron means; without it, the machine's own."),
    DST_GAP(
            ManifestTable.SCHEDULE,
            "dst-gap",
            DstGap.class,
            "shift",
            "What becomes of a fixed cron time that falls in a daylight-saving gap."),
    DST_OVERLAP(
            ManifestTable.SCHEDULE,
            "dst-overlap",
            DstOverlap.class,
            "first",
            "How often a fixed cron time is due that daylight saving repeats."),
    FIRST(ManifestTable.SCHEDULE, "first", First.class, "at-install", "When the very first tick is owed."),
    CATCH_UP(
            ManifestTable.SCHEDULE,
            "catch-up",
            CatchUp.class,
            "latest",
            "How ticks are made up for that fell while the machine or the application was down."),
    CATCH_UP_WINDOW(
            ManifestTable.SCHEDULE,
            "catch-up-window",
            Bounds.of(ofSeconds(1), ofDays(3660)),
            "unlimited",
            "How far back ticks are made up for: a duration or unlimited."),
    MAX_CATCH_UP(
            ManifestTable.SCHEDULE,
            "max-catch-up",
            1,
            1000,
            "24",
            "The most ticks that catch-up = \"each\" makes up for at once."),
    SPACING(
            ManifestTable.SCHEDULE,
            "spacing",
            Bounds.of(ofSeconds(0), ofDays(366)),
            "60s",
            "The least time between two ticks, whatever their reasons."),
    OVERLAP(
            ManifestTable.SCHEDULE,
            "overlap",
            Overlap.class,
            "buffer-one",
            "What becomes of a tick that is due while the one before it still runs."),
    ACTIVE(
            ManifestTable.SCHEDULE,
            "active",
            KeyType.TEXT,
            "",
            "The hours in which it may tick, such as 08:00-22:00; may wrap midnight."),
    SPLAY(
            ManifestTable.SCHEDULE,
            "splay",
            Bounds.of(ofSeconds(0), ofDays(7)),
            "0s",
            "The most by which this machine shifts the ticks, always by the same amount, so that many machines do not"
                    + " tick at once."),
    GRACE(
            ManifestTable.SCHEDULE,
            "grace",
            Bounds.of(ofSeconds(0), ofHours(24)),
            "30s",
            "How long a tick waits for work in hand before it asks for a checkpoint."),
    TIMEOUT(
            ManifestTable.SCHEDULE,
            "timeout",
            Bounds.of(ofSeconds(1), ofDays(7)),
            "10m",
            "The longest a handler or command may take."),
    WHEN_ABSENT(
            ManifestTable.SCHEDULE,
            "when-absent",
            WhenAbsent.class,
            "hold",
            "What a tick does that finds the application not running."),
    RETRY(ManifestTable.SCHEDULE, "retry", KeyType.TABLE, "", ManifestTable.RETRY.explanation()),
    ON_BATTERY(ManifestTable.SCHEDULE, "on-battery", KeyType.SWITCH, "true", "Whether it ticks on battery."),
    WAKE_MACHINE(
            ManifestTable.SCHEDULE,
            "wake-machine",
            KeyType.SWITCH,
            "false",
            "Whether a tick that is due wakes a sleeping machine; not possible with launchd."),
    ENABLED(ManifestTable.SCHEDULE, "enabled", KeyType.SWITCH, "true", "Whether it ticks at all."),
    RUN(
            ManifestTable.SCHEDULE,
            "run",
            KeyType.COMMAND,
            "",
            "The command to run at each tick; then no running application is needed."),

    RETRY_MAX(ManifestTable.RETRY, "max", 0, 100, "0", "The most further attempts."),
    BACKOFF(
            ManifestTable.RETRY,
            "backoff",
            Bounds.of(ofSeconds(1), ofHours(24)),
            "1m",
            "The wait before the first further attempt; doubled each time."),
    MAX_BACKOFF(ManifestTable.RETRY, "max-backoff", Bounds.of(ofSeconds(1), ofDays(7)), "30m", "The longest wait.");

    private final ManifestTable table;
    private final String text;
    private final KeyType type;
    private final String defaultText;
    private final String explanation;
    private Bounds bounds;
    private int least;
    private int most;
    private Class<? extends Enum<?>> choices;

    ManifestKey(ManifestTable table, String text, KeyType type, String defaultText, String explanation) {
        this.table = table;
        this.text = text;
        this.type = type;
        this.defaultText = defaultText;
        this.explanation = explanation;
    }

    ManifestKey(ManifestTable table, String text, Bounds bounds, String defaultText, String explanation) {
        this(table, text, KeyType.DURATION, defaultText, explanation);
        this.bounds = bounds;
    }

    ManifestKey(ManifestTable table, String text, int least, int most, String defaultText, String explanation) {
        this(table, text, KeyType.WHOLE_NUMBER, defaultText, explanation);
        this.least = least;
        this.most = most;
    }

    ManifestKey(
            ManifestTable table,
            String text,
            Class<? extends Enum<?>> choices,
            String defaultText,
            String explanation) {
        this(table, text, KeyType.CHOICE, defaultText, explanation);
        this.choices = choices;
    }

    ManifestTable table() {
        return table;
    }

    /** The key as the manifest writes it. */
    String text() {
        return text;
    }

    KeyType type() {
        return type;
    }

    /** The value that holds where the key is not given, as the manifest would write it; empty if there is none. */
    Optional<String> defaultText() {
        return defaultText.isEmpty() ? Optional.empty() : Optional.of(defaultText);
    }

    String explanation() {
        return explanation;
    }

    /** The range of a duration. */
    Bounds bounds() {
        return bounds;
    }

    /** The smallest whole number. */
    int least() {
        return least;
    }

    /** The largest whole number. */
    int most() {
        return most;
    }

    /** The words of a choice; none for any other type. */
    List<String> choices() {
        return choices == null ? List.of() : Choices.names(choices);
    }
}
