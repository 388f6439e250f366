package dev.tickover.systemd.importing;

import dev.tickover.importing.NotExpressibleException;
import dev.tickover.importing.VisibleText;
import java.util.ArrayList;
import java.util.List;

/** The words of a setting, split as systemd does: quotes of both kinds, and the escapes of C (systemd.syntax(7), "Quoting"). */
final class UnitWords {

    private static final String ESCAPES = "abfnrtv\\\"'s";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\\"' ";

    private final String text;
    private int at;

    private UnitWords(String text) {
        this.text = text;
    }

    static List<String> split(String text) throws NotExpressibleException {
        return new UnitWords(text).words();
    }

    private List<String> words() throws NotExpressibleException {
        List<String> words = new ArrayList<>();
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                return words;
            }
            words.add(word());
        }
    }

    private String word() throws NotExpressibleException {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\') {
                word.append(escape());
            } else if (quote == 0 && Character.isWhitespace(c)) {
                return word.toString();
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new NotExpressibleException("a quote that does not end: " + VisibleText.of(text, 80));
        }
        return word.toString();
    }

    private String escape() throws NotExpressibleException {
        if (at == text.length()) {
            throw new NotExpressibleException("a backslash at the end: " + VisibleText.of(text, 80));
        }
        char c = text.charAt(at++);
        int known = ESCAPES.indexOf(c);
        if (known >= 0) {
            return ESCAPED.substring(known, known + 1);
        }
        return switch (c) {
            case 'x' -> number(2, 16);
            case 'u' -> number(4, 16);
            case 'U' -> number(8, 16);
            case '0', '1', '2', '3' -> {
                at--;
                yield number(3, 8);
            }
            // systemd warns, and keeps what it does not know.
            default -> "\\" + c;
        };
    }

    private String number(int digits, int radix) throws NotExpressibleException {
        try {
            int code = Integer.parseInt(text.substring(at, at + digits), radix);
            boolean oneByte = digits < 4 && code > 0x7f;
            if (code <= 0 || oneByte || !Character.isValidCodePoint(code)) {
                throw new NotExpressibleException("an escaped byte that is no character: " + VisibleText.of(text, 80));
            }
            at += digits;
            return Character.toString(code);
        } catch (NumberFormatException | StringIndexOutOfBoundsException malformed) {
            throw new NotExpressibleException("a malformed escape: " + VisibleText.of(text, 80));
        }
    }
}
