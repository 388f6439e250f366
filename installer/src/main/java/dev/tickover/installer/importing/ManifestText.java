package dev.tickover.installer.importing;

import dev.tickover.importing.Draft;
import dev.tickover.importing.Source;
import dev.tickover.importing.VisibleText;
import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A writer of the manifest: a table for each schedule, above it what its source says and what of that is lost. */
final class ManifestText {

    /** A line that nobody would read to its end; it is a comment, and so may be cut. */
    private static final int LONGEST_LEFT_LINE = 4000;

    /** The order of the keys of a schedule. */
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

    private ManifestText() {}

    static String of(String appId, List<Source> sources, List<Carried> entries) {
        List<String> lines = new ArrayList<>();
        String names = sources.stream().map(Source::name).collect(Collectors.joining(", "));
        lines.add(TomlText.comment("Written by tickover import, from " + names + "."));
        lines.add(
                "# Look at it with \"tickover plan\", put it in force with \"tickover install\"; then remove the jobs it"
                        + " replaces.");
        lines.add("");
        lines.add("[app]");
        lines.add("id = " + TomlText.quoted(appId));
        for (Carried entry : entries) {
            lines.add("");
            addEntry(entry, lines);
        }
        return String.join("\n", lines) + "\n";
    }

    private static void addEntry(Carried entry, List<String> lines) {
        lines.add(TomlText.comment(entry.origin() + ": " + entry.excerpt()));
        entry.obstacle().ifPresent(why -> lines.add(TomlText.comment("NOT CARRIED OVER: " + why)));
        entry.remarks().forEach(remark -> lines.add(TomlText.comment("- " + remark)));
        String mark = entry.isCarried() ? "" : "#";
        lines.add(mark + "[schedule." + entry.name() + "]");
        entry.lines()
                .forEach(
                        line -> lines.add(mark + (entry.isCarried() ? line : VisibleText.of(line, LONGEST_LEFT_LINE))));
    }

    /** Writes the lines of a draft's table, without its header. */
    static List<String> lines(Draft draft) {
        Map<String, String> values = new HashMap<>();
        draft.texts().forEach((key, text) -> values.put(key, TomlText.quoted(text)));
        draft.flags().forEach((key, flag) -> values.put(key, flag.toString()));
        draft.retry().ifPresent(retry -> values.put("retry", table(retry)));
        if (!draft.command().isEmpty()) {
            values.put("run", TomlText.array(draft.command()));
        }
        return ORDER.stream()
                .filter(values::containsKey)
                .map(key -> key + " = " + values.get(key))
                .toList();
    }

    private static String table(Retry retry) {
        return "{ max = " + retry.max() + ", backoff = " + quoted(retry.backoff()) + ", max-backoff = "
                + quoted(retry.maxBackoff()) + " }";
    }

    private static String quoted(Duration duration) {
        return TomlText.quoted(DurationText.format(duration));
    }
}
