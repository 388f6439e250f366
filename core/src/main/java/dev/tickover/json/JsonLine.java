package dev.tickover.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Is one flat JSON object (RFC 8259) whose members are strings, whole numbers, booleans or null: a line of the protocol
 * or of the history. Members keep their order. Not safe for use by many threads.
 */
public final class JsonLine {

    private final List<String> names = new ArrayList<>();
    /** String, Long, Boolean or null. */
    private final List<Object> values = new ArrayList<>();

    /** Makes an object without members. */
    public JsonLine() {}

    /**
     * Adds a member.
     *
     * @param name its name
     * @param value its value; null becomes {@code null}
     * @return this object
     */
    public JsonLine put(String name, String value) {
        return add(name, value);
    }

    /**
     * Adds a member.
     *
     * @param name its name
     * @param value its value
     * @return this object
     */
    public JsonLine put(String name, long value) {
        return add(name, Long.valueOf(value));
    }

    /**
     * Adds a member.
     *
     * @param name its name
     * @param value its value
     * @return this object
     */
    public JsonLine put(String name, boolean value) {
        return add(name, Boolean.valueOf(value));
    }

    JsonLine add(String name, Object value) {
        int at = names.indexOf(name);
        if (at >= 0) {
            values.set(at, value);
        } else {
            names.add(name);
            values.add(value);
        }
        return this;
    }

    /**
     * Copies a member of another object.
     *
     * @param name its name
     * @param other the other object
     */
    public void copy(String name, JsonLine other) {
        add(name, other.value(name));
    }

    /** {@return the names of the members, in order; a copy} */
    public List<String> names() {
        return List.copyOf(names);
    }

    /**
     * Reads a string member.
     *
     * @param name its name
     * @return its value; null if there is none or it is no string
     */
    public String text(String name) {
        Object value = value(name);
        return value instanceof String ? (String) value : null;
    }

    /**
     * Reads a string member.
     *
     * @param name its name
     * @param otherwise what to return if there is none or it is no string
     * @return its value
     */
    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /**
     * Reads a number member.
     *
     * @param name its name
     * @param otherwise what to return if there is none or it is no whole number
     * @return its value
     */
    public long number(String name, long otherwise) {
        Object value = value(name);
        return value instanceof Long ? ((Long) value).longValue() : otherwise;
    }

    /**
     * Tells whether there is a member of a name, be it null.
     *
     * @param name the name
     * @return true if there is
     */
    public boolean has(String name) {
        return names.contains(name);
    }

    /**
     * Reads a member as it is.
     *
     * @param name its name
     * @return a String, Long or Boolean; null if there is none or it is null
     */
    public Object value(String name) {
        int at = names.indexOf(name);
        return at < 0 ? null : values.get(at);
    }

    /**
     * Reads one line.
     *
     * @param line the text of one object, without its line end
     * @return the object; nested arrays and objects are passed over and count as null, as do fractions
     * @throws JsonException if the text is no JSON object
     */
    public static JsonLine parse(String line) throws JsonException {
        return new JsonParser(line).parse();
    }

    /**
     * Writes the object as one line without blanks and without a line end; every control character is escaped.
     *
     * @return the text
     */
    public String write() {
        StringBuilder out = new StringBuilder(128);
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            quote(out, names.get(i));
            out.append(':');
            Object value = values.get(i);
            if (value instanceof String) {
                quote(out, (String) value);
            } else {
                out.append(value == null ? "null" : value.toString());
            }
        }
        return out.append('}').toString();
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        if (isPlain(text)) {
            out.append(text);
        } else {
            escape(out, text);
        }
        out.append('"');
    }

    /** Whether nothing needs an escape: most texts, and an interpreter appends them whole at a small part of the cost. */
    private static boolean isPlain(String text) {
        for (char c : text.toCharArray()) {
            if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f || Character.isSurrogate(c) && !isPaired(text, i)) {
                        out.append("\\u");
                        for (int shift = 12; shift >= 0; shift -= 4) {
                            out.append(Character.forDigit(c >> shift & 0xf, 16));
                        }
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
