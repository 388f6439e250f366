package dev.tickover.installer.manifest;

import java.util.ArrayList;
import java.util.List;

/** Steps over values, noting the keys of inline tables. */
final class TomlValueScanner {

    /** More than any manifest needs; toml4j overflows its stack on some thousands. */
    private static final int DEEPEST = 16;

    private final TomlCursor cursor;
    private final TomlKeyScanner keys;
    private final TomlOutline outline;
    private final TomlTextScanner texts;

    TomlValueScanner(TomlCursor cursor, TomlKeyScanner keys, TomlOutline outline) {
        this.cursor = cursor;
        this.keys = keys;
        this.outline = outline;
        this.texts = new TomlTextScanner(cursor);
    }

    /** Steps over the value of a key; the keys of an inline table are noted below its path. */
    void skipValue(List<String> path, int line) throws TomlFault {
        cursor.skipSpaces();
        if (cursor.atLineEnd() || cursor.peek() == '#') {
            throw new TomlFault(
                    line, "no value after " + path.get(path.size() - 1) + " =", "write one, or remove the key");
        }
        skip(path, true, 0);
    }

    private void skip(List<String> path, boolean noted, int depth) throws TomlFault {
        if (depth > DEEPEST) {
            throw new TomlFault(cursor.line(), "brackets nested more than " + DEEPEST + " deep", "");
        }
        switch (cursor.peek()) {
            case '"', '\'' -> texts.skip();
            case '[' -> skipArray(path, depth);
            case '{' -> skipInlineTable(path, noted, depth);
            default -> TomlWord.check(cursor.takeWord(",]}#"), cursor.line());
        }
    }

    private void skipArray(List<String> path, int depth) throws TomlFault {
        int line = cursor.line();
        cursor.skip("[");
        skipBlankInList(line);
        while (!cursor.skip("]")) {
            skip(path, false, depth + 1);
            skipBlankInList(line);
            if (!cursor.skip(",") && cursor.peek() != ']') {
                throw new TomlFault(cursor.line(), "expected , or ] in the list of line " + line, "");
            }
            skipBlankInList(line);
        }
    }

    private void skipBlankInList(int line) throws TomlFault {
        cursor.skipBlank();
        if (cursor.atEnd()) {
            throw new TomlFault(line, "a list that does not end", "end it with ]");
        }
    }

    private void skipInlineTable(List<String> path, boolean noted, int depth) throws TomlFault {
        cursor.skip("{");
        cursor.skipSpaces();
        if (cursor.skip("}")) {
            return;
        }
        do {
            skipInlineKey(path, noted, depth);
            cursor.skipSpaces();
        } while (cursor.skip(","));
        if (!cursor.skip("}")) {
            throw new TomlFault(
                    cursor.line(), "expected , or } in { … }", "it stands on one line, without a comma at its end");
        }
    }

    private void skipInlineKey(List<String> path, boolean noted, int depth) throws TomlFault {
        int line = cursor.line();
        List<String> key = keys.takePath();
        if (!cursor.skip("=") || key.size() > 1) {
            throw new TomlFault(line, "expected key = value in { … }, found " + Quoted.path(key), "");
        }
        List<String> inner = new ArrayList<>(path);
        inner.addAll(key);
        if (noted) {
            outline.value(List.copyOf(inner), line);
        }
        cursor.skipSpaces();
        if (cursor.atLineEnd()) {
            throw new TomlFault(line, "{ … } stands on one line", "write a table of its own, or join the lines");
        }
        skip(inner, noted, depth + 1);
    }
}
