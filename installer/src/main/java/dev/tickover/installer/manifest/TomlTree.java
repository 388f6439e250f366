package dev.tickover.installer.manifest;

import com.moandjiezana.toml.Toml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has toml4j read the values of a TOML text whose grammar {@link TomlScanner} found sound, and makes up for what toml4j
 * does otherwise than TOML 1.0.
 */
final class TomlTree {

    private static final Pattern LINE = Pattern.compile("\\bon line (\\d+)");

    private TomlTree() {}

    /**
     * Reads the values. What toml4j refuses becomes a fault of the outline; the tables are then empty.
     *
     * @return the tables by name: maps, lists, {@code String}, {@code Long}, {@code Double}, {@code Boolean}
     */
    static Map<String, Object> read(TomlOutline outline) {
        try {
            Map<String, Object> tree =
                    unquoted(new Toml().read(outline.textForToml4j()).toMap());
            checkComplete(tree, outline);
            return tree;
        } catch (RuntimeException refused) {
            // toml4j tells syntax errors as IllegalStateException, one a line, and lets some others of its own escape.
            String message = refused.getMessage() == null ? refused.toString() : refused.getMessage();
            message.lines().forEach(line -> addFault(line, outline));
            return Map.of();
        }
    }

    private static void addFault(String message, TomlOutline outline) {
        Matcher matcher = LINE.matcher(message);
        int line = matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
        String problem = message.contains("heterogeneous array")
                ? "a list of values of different types"
                : "not valid TOML: " + Quoted.cut(message);
        outline.fault(line, "", problem, "");
    }

    /** toml4j leaves the quotes on a quoted key; the scanner has refused keys whose escapes would matter. */
    private static Map<String, Object> unquoted(Map<?, ?> table) {
        Map<String, Object> result = new LinkedHashMap<>();
        table.forEach((key, value) -> result.put(unquoted((String) key), unquotedValue(value)));
        return result;
    }

    private static String unquoted(String key) {
        boolean quoted = key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"");
        return quoted ? key.substring(1, key.length() - 1) : key;
    }

    private static Object unquotedValue(Object value) {
        if (value instanceof Map<?, ?> table) {
            return unquoted(table);
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(element -> result.add(unquotedValue(element)));
            return result;
        }
        return value instanceof String text ? text.replace(TomlTextScanner.BACKSLASH, '\\') : value;
    }

    /** toml4j must not have lost a key that the scanner saw: a rule that silently did not hold would be the worst. */
    private static void checkComplete(Map<String, Object> tree, TomlOutline outline) {
        for (List<String> path : outline.values()) {
            if (!holds(tree, path)) {
                outline.fault(
                        outline.line(path).orElse(1), Quoted.path(path), "could not be read", "write it more plainly");
            }
        }
    }

    private static boolean holds(Object tree, List<String> path) {
        Object at = tree;
        for (String key : path) {
            if (!(at instanceof Map<?, ?> table) || !table.containsKey(key)) {
                return false;
            }
            at = table.get(key);
        }
        return true;
    }
}
