package dev.tickover.launchd;

import java.util.stream.Collectors;

/** Says a property list as Python's {@code json.dumps} does: ASCII, no blanks. */
final class Json {

    private Json() {}

    static String of(PropertyList value) {
        if (value instanceof PropertyList.Dictionary dictionary) {
            return dictionary.entries().entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ":" + of(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof PropertyList.Array array) {
            return array.elements().stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof PropertyList.Text string) {
            return text(string.value());
        }
        return value instanceof PropertyList.Whole whole
                ? Long.toString(whole.value())
                : Boolean.toString(((PropertyList.Truth) value).value());
    }

    private static String text(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append(c < ' ' || c > 0x7e ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return json.append('"').toString();
    }
}
