package dev.tickover.windows;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes indented XML with the line ends of Windows. Not safe for use by many threads. */
final class XmlWriter {

    private static final String LINE_END = "\r\n";
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Writes a line as it stands. */
    void line(String line) {
        text.append(INDENT.repeat(open.size())).append(line).append(LINE_END);
    }

    /** Opens an element; attributes alternate name and value. */
    void open(String name, String... attributes) {
        StringBuilder tag = new StringBuilder("<" + name);
        for (int i = 0; i < attributes.length; i += 2) {
            tag.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        line(tag + ">");
        open.push(name);
    }

    void close() {
        String name = open.pop();
        line("</" + name + ">");
    }

    void leaf(String name, String content) {
        line("<" + name + ">" + escape(content) + "</" + name + ">");
    }

    void empty(String name) {
        line("<" + name + " />");
    }

    /** Writes a comment, which may hold no two hyphens in a row. */
    void comment(String comment) {
        line("<!-- " + comment + " -->");
    }

    String text() {
        return text.toString();
    }

    /**
     * Escapes text. Line ends and tabs are written as numbers: a reader would turn them into others.
     *
     * @throws IllegalArgumentException if XML 1.0 has no way to write one of the characters
     */
    static String escape(String content) {
        StringBuilder escaped = new StringBuilder();
        content.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\t', '\n', '\r' -> escaped.append("&#").append(character).append(';');
                default -> {
                    if (!isAllowed(character)) {
                        throw new IllegalArgumentException(
                                "a task cannot hold the character U+" + Integer.toHexString(character));
                    }
                    escaped.appendCodePoint(character);
                }
            }
        });
        return escaped.toString();
    }

    /** XML 1.0, section 2.2. */
    static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
