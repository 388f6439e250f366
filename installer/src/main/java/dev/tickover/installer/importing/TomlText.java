package dev.tickover.installer.importing;

import java.util.List;
import java.util.stream.Collectors;

/** Writes texts as TOML has them, and comments that no text of a source can break out of. */
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
        return "# " + shown(text, LONGEST_COMMENT);
    }

    /** Shows a text of a source on one line: what could steer a terminal, or hide text in it, is named. */
    static String shown(String text, int longest) {
        int[] characters = text.strip().codePoints().limit(longest + 1L).toArray();
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(longest, characters.length); i++) {
            shown.append(shown(characters[i]));
        }
        return (characters.length > longest ? shown.append('…') : shown).toString();
    }

    private static String shown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\t' || character == '\n' ? " " : named(character);
            case Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> named(character);
            default -> Character.toString(character);
        };
    }

    private static String named(int character) {
        return "U+" + "%04X".formatted(character);
    }
}
