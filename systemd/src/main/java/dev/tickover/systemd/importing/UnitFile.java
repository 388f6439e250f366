package dev.tickover.systemd.importing;

import dev.tickover.importing.MalformedSourceException;
import dev.tickover.importing.Source;
import dev.tickover.importing.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unit file (systemd.syntax(7)): settings in sections, where a setting given again adds to it, and an empty one clears
 * what came before.
 */
final class UnitFile {

    /**
     * A setting.
     *
     * @param section its section's name
     * @param key its name
     * @param value its value, continued lines joined by blanks
     * @param line where it begins
     */
    record Setting(String section, String key, String value, int line) {}

    private static final Pattern SECTION = Pattern.compile("\\[([^\\[\\]]+)]");

    private final Source source;
    private final List<Setting> settings = new ArrayList<>();

    private UnitFile(Source source) {
        this.source = source;
    }

    static UnitFile read(Source source) {
        UnitFile unit = new UnitFile(source);
        unit.readLines(source.text().split("\n", -1));
        return unit;
    }

    private void readLines(String[] lines) {
        String section = "";
        for (int i = 0; i < lines.length; i++) {
            int first = i;
            String line = lines[i].strip();
            if (isComment(line)) {
                continue;
            }
            StringBuilder whole = new StringBuilder();
            while (line.endsWith("\\") && i + 1 < lines.length) {
                whole.append(line, 0, line.length() - 1).append(' ');
                do {
                    line = lines[++i].strip();
                } while ((line.startsWith("#") || line.startsWith(";")) && i + 1 < lines.length);
            }
            whole.append(line);
            section = readLine(whole.toString(), section, first + 1);
        }
    }

    /** Reads a line; returns the section that the next line is in. */
    private String readLine(String text, String section, int line) {
        Matcher header = SECTION.matcher(text);
        if (header.matches()) {
            return header.group(1);
        }
        int equals = text.indexOf('=');
        if (equals <= 0 || section.isEmpty()) {
            throw new MalformedSourceException(
                    source.at(line),
                    "no line of a unit file: \"" + VisibleText.of(text, 60) + "\"",
                    "expected [Section] or Key=value; mend it, or say with --format what the file is");
        }
        settings.add(new Setting(
                section,
                text.substring(0, equals).strip(),
                text.substring(equals + 1).strip(),
                line));
        return section;
    }

    private static boolean isComment(String line) {
        return line.isEmpty() || line.startsWith("#") || line.startsWith(";");
    }

    boolean hasSection(String section) {
        return settings.stream().anyMatch(setting -> setting.section().equals(section));
    }

    /** Returns what is given for a key, after its last clearing. */
    List<Setting> all(String section, String key) {
        List<Setting> found = new ArrayList<>();
        for (Setting setting : settings) {
            if (setting.section().equals(section) && setting.key().equals(key)) {
                if (setting.value().isEmpty()) {
                    found.clear();
                } else {
                    found.add(setting);
                }
            }
        }
        return found;
    }

    /** Returns the value of a key of which systemd takes the last. */
    Optional<String> last(String section, String key) {
        List<Setting> all = all(section, key);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1).value());
    }

    /** Reads a switch: systemd takes 1, yes, y, true, t and on, in any case, for true. */
    boolean isOn(String section, String key) {
        return last(section, key)
                .filter(value -> value.toLowerCase(Locale.ROOT).matches("1|yes|y|true|t|on"))
                .isPresent();
    }

    /** Returns the keys of a section that are not among the known ones, and hold something. */
    Set<String> others(String section, Set<String> known) {
        Set<String> others = new TreeSet<>();
        for (Setting setting : settings) {
            if (setting.section().equals(section)
                    && !known.contains(setting.key())
                    && !setting.value().isEmpty()) {
                others.add(setting.key());
            }
        }
        return others;
    }
}
