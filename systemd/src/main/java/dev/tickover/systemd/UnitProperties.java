package dev.tickover.systemd;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Is what {@code systemctl show} says of one unit, as {@code NAME=VALUE} lines (systemctl(1): meant to be parsed).
 *
 * @param values by property
 */
record UnitProperties(Map<String, String> values) {

    static final String ASKED = "Id,LoadState,UnitFileState,ActiveState,NextElapseUSecRealtime,DropInPaths,"
            + "NeedDaemonReload,FragmentPath";

    /** With TZ=UTC; the names of the days are systemd's own, whatever the language. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]", Locale.ROOT);

    static final UnitProperties NONE = new UnitProperties(Map.of());

    UnitProperties {
        values = Map.copyOf(values);
    }

    /** Reads the blocks, one a unit, with an empty line between them; returns them by unit. */
    static Map<String, UnitProperties> parse(String output) {
        Map<String, UnitProperties> units = new HashMap<>();
        Map<String, String> block = new HashMap<>();
        for (String line : (output + "\n\n").split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                block.put(line.substring(0, equals), line.substring(equals + 1));
            } else if (line.isEmpty() && block.containsKey("Id")) {
                units.put(block.get("Id"), new UnitProperties(block));
                block.clear();
            }
        }
        return units;
    }

    String get(String property) {
        return values.getOrDefault(property, "");
    }

    boolean is(String property, String value) {
        return get(property).equals(value);
    }

    /**
     * Reads a point in time: {@code Sun 2026-11-22 02:00:00 UTC}, or {@code @1795399200} as later versions may print it;
     * empty, {@code n/a} or 0 where there is none.
     */
    Optional<Instant> instant(String property) {
        String text = get(property);
        try {
            if (text.startsWith("@")) {
                int point = text.indexOf('.');
                return Optional.of(
                        Instant.ofEpochSecond(Long.parseLong(text, 1, point < 0 ? text.length() : point, 10)));
            }
            String[] words = text.split(" ");
            if (words.length != 4 || !words[3].equals("UTC")) {
                return Optional.empty();
            }
            return Optional.of(
                    LocalDateTime.parse(words[1] + " " + words[2], TIMESTAMP).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | NumberFormatException e) {
            // Only shown to people: a form not known must not fail an inspection.
            return Optional.empty();
        }
    }
}
