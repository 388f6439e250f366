package dev.tickover.systemd;

import java.util.List;

/** Escapes texts for unit files. Every rule was tested on systemd 252, and is tested again by starting programs. */
final class UnitText {

    private UnitText() {}

    /**
     * Renders a command for {@code ExecStart=}: every word in double quotes, so that blanks, a lone {@code ;} and empty
     * words survive (systemd.service(5), section "Command lines"; systemd.syntax(7), section "Quoting").
     *
     * <p>systemd refuses a program whose path holds quotes, backslashes or control characters ("Executable name contains
     * special characters"), however escaped: such a one is started by env(1).
     */
    static String command(List<String> words) {
        StringBuilder line = new StringBuilder(isRefusedAsProgram(words.get(0)) ? "\"/usr/bin/env\"" : "");
        for (String word : words) {
            boolean program = line.length() == 0;
            line.append(program ? "\"" : " \"");
            appendQuoted(line, word, program);
            line.append('"');
        }
        return line.toString();
    }

    /**
     * Renders a text for people: {@code %} begins a specifier (systemd.unit(5)), a line end ends the setting, and a
     * backslash before it would join the next line on.
     */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '%') {
                line.append("%%");
            } else {
                line.append(c < ' ' || c == 0x7f || c == '\\' ? ' ' : c);
            }
        }
        return line.toString().strip();
    }

    private static boolean isRefusedAsProgram(String path) {
        return path.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '"' || c == '\'' || c == '\\');
    }

    private static void appendQuoted(StringBuilder line, String word, boolean program) {
        for (char c : word.toCharArray()) {
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '%' -> line.append("%%");
                // Variables are expanded in the arguments alone: a program's "$$" would stay two dollars.
                case '$' -> line.append(program ? "$" : "$$");
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> appendPlain(line, c);
            }
        }
    }

    private static void appendPlain(StringBuilder line, char c) {
        if (c < ' ' || c == 0x7f) {
            line.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        } else {
            line.append(c);
        }
    }
}
