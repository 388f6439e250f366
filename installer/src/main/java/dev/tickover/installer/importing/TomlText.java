package dev.tickover.installer.importing;

import dev.tickover.importing.VisibleText;
import java.util.List;
import java.util.stream.Collectors;

/** A writer of texts as TOML has them, and of comments that no text of a source can break out of. */
final class TomlText {

    private static final int LONGEST_COMMENT = 300;

    private TomlText() {}

    /** Writes a basic string (TOML 1.0, "String"). */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' || c == 0x7f ? "\\u%04X".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    static String array(List<String> texts) {
        return texts.stream().map(TomlText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Writes a comment of one line; a text too long for people is cut. */
    static String comment(String text) {
        return "# " + VisibleText.of(text, LONGEST_COMMENT);
    }
}
