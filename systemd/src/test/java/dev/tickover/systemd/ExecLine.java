package dev.tickover.systemd;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a value of {@code ExecStart=} apart by the published rules, written from them alone: quotes and escapes of
 * systemd.syntax(7), section "Quoting"; specifiers of systemd.unit(5); in arguments, the dollars of systemd.service(5),
 * section "Command lines".
 */
final class ExecLine {

    private ExecLine() {}

    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            StringBuilder word = new StringBuilder();
            char quote = 0;
            while (at < line.length() && (quote != 0 || line.charAt(at) != ' ')) {
                char c = line.charAt(at++);
                if (c == '\\') {
                    char escaped = line.charAt(at++);
                    switch (escaped) {
                        case 'n' -> word.append('\n');
                        case 't' -> word.append('\t');
                        case 'x' -> {
                            word.append((char) Integer.parseInt(line.substring(at, at + 2), 16));
                            at += 2;
                        }
                        case '\\', '"', '\'' -> word.append(escaped);
                        default -> throw new AssertionError("unknown escape in: " + line);
                    }
                } else if (c == quote) {
                    quote = 0;
                } else if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                } else {
                    word.append(c);
                }
            }
            String text = single(word.toString(), '%');
            words.add(words.isEmpty() ? text : single(text, '$'));
            at++;
        }
        return words;
    }

    /** Halves the signs, of which each must be double: a single one would stand for something else. */
    private static String single(String text, char sign) {
        String two = "" + sign + sign;
        if (text.replace(two, "").indexOf(sign) >= 0) {
            throw new AssertionError("would be expanded: " + text);
        }
        return text.replace(two, "" + sign);
    }
}
