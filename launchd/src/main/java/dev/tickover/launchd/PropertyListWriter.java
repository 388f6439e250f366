package dev.tickover.launchd;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a property list that people can read too: one key and one value a line, comments, and a dictionary of mere
 * numbers in one line. Characters that XML 1.0 cannot hold are refused, not dropped.
 */
final class PropertyListWriter {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\""
            + " \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n";

    private final StringBuilder out = new StringBuilder();

    private PropertyListWriter() {}

    /**
     * Is one key of the outermost dictionary.
     *
     * @param key its name
     * @param value its value
     * @param comment what stands before it, for people
     */
    record Member(String key, PropertyList value, Optional<String> comment) {
        Member(String key, PropertyList value) {
            this(key, value, Optional.empty());
        }
    }

    /**
     * Writes a document.
     *
     * @param comments what stands at the top, a line each
     * @throws IllegalArgumentException if a text holds a character that XML cannot
     */
    static String write(List<String> comments, List<Member> members) {
        PropertyListWriter writer = new PropertyListWriter();
        writer.out.append(HEAD);
        comments.forEach(line -> writer.comment("", line));
        writer.out.append("<plist version=\"1.0\">\n<dict>\n");
        for (Member member : members) {
            member.comment().ifPresent(text -> writer.comment("    ", text));
            writer.key("    ", member.key());
            writer.value("    ", member.value());
        }
        writer.out.append("</dict>\n</plist>\n");
        return writer.out.toString();
    }

    private void comment(String indent, String text) {
        out.append(indent).append("<!-- ").append(forComment(text)).append(" -->\n");
    }

    private void key(String indent, String name) {
        out.append(indent).append("<key>").append(escape(name)).append("</key>\n");
    }

    private void value(String indent, PropertyList value) {
        if (value instanceof PropertyList.Dictionary dictionary) {
            dictionary(indent, dictionary.entries());
        } else if (value instanceof PropertyList.Array array) {
            out.append(indent).append("<array>\n");
            array.elements().forEach(element -> value(indent + "    ", element));
            out.append(indent).append("</array>\n");
        } else {
            out.append(indent).append(simple(value)).append('\n');
        }
    }

    private void dictionary(String indent, Map<String, PropertyList> entries) {
        if (entries.values().stream().allMatch(PropertyList.Whole.class::isInstance)) {
            out.append(indent).append("<dict>");
            entries.forEach((key, number) ->
                    out.append("<key>").append(escape(key)).append("</key>").append(simple(number)));
            out.append("</dict>\n");
            return;
        }
        out.append(indent).append("<dict>\n");
        entries.forEach((key, value) -> {
            key(indent + "    ", key);
            value(indent + "    ", value);
        });
        out.append(indent).append("</dict>\n");
    }

    private static String simple(PropertyList value) {
        if (value instanceof PropertyList.Text text) {
            return "<string>" + escape(text.value()) + "</string>";
        }
        if (value instanceof PropertyList.Whole whole) {
            return "<integer>" + whole.value() + "</integer>";
        }
        if (value instanceof PropertyList.Truth truth) {
            return truth.value() ? "<true/>" : "<false/>";
        }
        throw new IllegalArgumentException("never written: " + value);
    }

    /**
     * Escapes a text. A parser turns CR and CR LF into LF (XML 1.0, section 2.11), so a CR must be a reference; of
     * quotes nothing need be said outside attributes.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\r' -> escaped.append("&#13;");
                default -> {
                    if (!isXmlCharacter(c)) {
                        throw new IllegalArgumentException(
                                "a property list cannot hold the character U+" + hexadecimal(c) + ": " + visible(text));
                    }
                    escaped.appendCodePoint(c);
                }
            }
        });
        return escaped.toString();
    }

    /** Two hyphens would end a comment, or be refused (XML 1.0, section 2.5). */
    private static String forComment(String text) {
        StringBuilder comment = new StringBuilder();
        text.codePoints()
                .map(c -> isXmlCharacter(c) && !Character.isISOControl(c) ? c : ' ')
                .forEach(comment::appendCodePoint);
        return comment.toString()
                .replaceAll("-(?=-)", "- ")
                .replaceAll("-$", "- ")
                .strip();
    }

    /** XML 1.0, section 2.2: Char. */
    private static boolean isXmlCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000 && c <= 0x10ffff;
    }

    private static String hexadecimal(int c) {
        String digits = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private static String visible(String text) {
        return text.codePoints()
                .map(c -> isXmlCharacter(c) && !Character.isISOControl(c) ? c : 0xfffd)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
