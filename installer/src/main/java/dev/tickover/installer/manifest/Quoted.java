package dev.tickover.installer.manifest;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows values in errors: as TOML writes them, safe for a terminal, and cut where they are long. */
final class Quoted {

    private static final int LONGEST = 60;
    private static final int LONGEST_MESSAGE = 300;
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    private Quoted() {}

    /** Shows a value that toml4j read. */
    static String value(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> list) {
            return cut(list.stream().map(Quoted::value).collect(Collectors.joining(", ", "[", "]")));
        }
        if (value instanceof Map<?, ?>) {
            return "";
        }
        return cut(String.valueOf(value));
    }

    static String text(String text) {
        return '"' + cut(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    static String cut(String text) {
        return cut(text, LONGEST);
    }

    private static String cut(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int[] codePoints = text.codePoints().limit(longest + 1L).toArray();
        for (int i = 0; i < Math.min(codePoints.length, longest); i++) {
            shown.append(shown(codePoints[i]));
        }
        return codePoints.length > longest ? shown.append('…').toString() : shown.toString();
    }

    /** Shows the path of a key or table; a part that is no bare key stands in quotes. */
    static String path(List<String> path) {
        return path.stream().map(Quoted::part).collect(Collectors.joining("."));
    }

    private static String part(String key) {
        return BARE.matcher(key).matches() ? cut(key) : text(key);
    }

    /** Shows the message of a parser, which repeats what the manifest holds. */
    static String message(Exception refused) {
        return cut(String.valueOf(refused.getMessage()), LONGEST_MESSAGE);
    }

    static String character(char c) {
        return c < ' ' || c == 0x7f ? shown(c) : String.valueOf(c);
    }

    /** Control characters could steer the terminal; formats and separators could hide or turn the text. */
    private static String shown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> "U+" + "%04X".formatted(codePoint);
            default -> Character.toString(codePoint);
        };
    }
}
