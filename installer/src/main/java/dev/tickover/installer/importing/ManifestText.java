package dev.tickover.installer.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the manifest: a table for each schedule, above it what its source said and what of that is lost. */
final class ManifestText {

    /** A line that nobody would read to its end; it is a comment, and so may be cut. */
    private static final int LONGEST_LEFT_LINE = 4000;

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
                        line -> lines.add(mark + (entry.isCarried() ? line : TomlText.shown(line, LONGEST_LEFT_LINE))));
    }
}
