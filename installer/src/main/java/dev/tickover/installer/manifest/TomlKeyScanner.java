package dev.tickover.installer.manifest;

import java.util.ArrayList;
import java.util.List;

/** Scans keys: bare or in quotes, joined by dots. */
final class TomlKeyScanner {

    /** Inside quotes these confuse toml4j; no id or schedule name may hold them anyway. */
    private static final String REFUSED = "\\[]=#";

    private final TomlCursor cursor;

    TomlKeyScanner(TomlCursor cursor) {
        this.cursor = cursor;
    }

    List<String> takePath() throws TomlFault {
        List<String> path = new ArrayList<>();
        do {
            cursor.skipSpaces();
            path.add(takeKey());
            cursor.skipSpaces();
        } while (cursor.skip("."));
        return List.copyOf(path);
    }

    private String takeKey() throws TomlFault {
        if (cursor.peek() == '\'') {
            throw new TomlFault(cursor.line(), "a key in single quotes is not supported", "write it without quotes");
        }
        return cursor.skip("\"") ? takeQuoted() : takeBare();
    }

    private String takeQuoted() throws TomlFault {
        StringBuilder key = new StringBuilder();
        while (!cursor.atLineEnd() && cursor.peek() != '"') {
            char c = cursor.take();
            if (REFUSED.indexOf(c) >= 0 || c < ' ') {
                throw new TomlFault(cursor.line(), "a key cannot hold " + Quoted.character(c), "");
            }
            key.append(c);
        }
        if (!cursor.skip("\"")) {
            throw new TomlFault(cursor.line(), "a key whose quote does not end", "end it with \"");
        }
        return key.toString();
    }

    private String takeBare() throws TomlFault {
        StringBuilder key = new StringBuilder();
        while (isBare(cursor.peek())) {
            key.append(cursor.take());
        }
        if (key.isEmpty()) {
            String found = cursor.atLineEnd() ? "the end of the line" : Quoted.cut(cursor.takeWord(""));
            throw new TomlFault(
                    cursor.line(), "expected a key, found " + found, "a key is of letters A-Z, digits, _ and -");
        }
        return key.toString();
    }

    private static boolean isBare(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
