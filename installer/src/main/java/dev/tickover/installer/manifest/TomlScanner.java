package dev.tickover.installer.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Scans the lines of a TOML 1.0 text for its tables and keys (toml.io/en/v1.0.0). What TOML allows and toml4j does not,
 * such as dotted keys, is a fault with a way round it. After a fault the scan goes on with the next line.
 */
final class TomlScanner {

    private static final Pattern STATEMENT = Pattern.compile("\\[|[A-Za-z0-9_-]+[ \t]*=");

    private final TomlCursor cursor;
    private final TomlOutline outline = new TomlOutline();
    private final TomlKeyScanner keys;
    private final TomlValueScanner values;
    private List<String> table = List.of();

    private TomlScanner(String text) {
        cursor = new TomlCursor(text);
        keys = new TomlKeyScanner(cursor);
        values = new TomlValueScanner(cursor, keys, outline);
    }

    static TomlOutline scan(String text) {
        TomlScanner scanner = new TomlScanner(text);
        scanner.scanLines();
        scanner.outline.textForToml4j(scanner.cursor.copy());
        return scanner.outline;
    }

    private void scanLines() {
        cursor.skipBlank();
        while (!cursor.atEnd()) {
            List<String> place = table;
            int line = cursor.line();
            try {
                if (cursor.peek() == '[') {
                    place = List.of();
                    scanHeader();
                } else {
                    scanKeyAndValue();
                }
                expectLineEnd();
            } catch (TomlFault fault) {
                outline.fault(fault.line(), Quoted.path(place), fault.problem(), fault.advice());
                cursor.skipToLineEnd();
                if (cursor.line() > line) {
                    skipRestOfList();
                }
            }
            cursor.skipBlank();
        }
    }

    /** A fault inside a list of several lines leaves lines behind that are no faults of their own. */
    private void skipRestOfList() {
        cursor.skipBlank();
        while (!cursor.atEnd() && !STATEMENT.matcher(cursor.restOfLine()).lookingAt()) {
            cursor.skipToLineEnd();
            cursor.skipBlank();
        }
    }

    private void scanHeader() throws TomlFault {
        int line = cursor.line();
        boolean arrayOfTables = cursor.skip("[[");
        if (!arrayOfTables) {
            cursor.skip("[");
        }
        List<String> path = keys.takePath();
        if (!cursor.skip(arrayOfTables ? "]]" : "]")) {
            throw new TomlFault(line, "a table header that does not end", "write [" + Quoted.path(path) + "]");
        }
        if (arrayOfTables) {
            String header = Quoted.path(path);
            throw new TomlFault(line, "[[" + header + "]] is an array of tables", "write [" + header + "]");
        }
        table = path;
        outline.table(path, line);
    }

    private void scanKeyAndValue() throws TomlFault {
        int line = cursor.line();
        List<String> key = keys.takePath();
        if (!cursor.skip("=")) {
            throw new TomlFault(line, "expected = after " + Quoted.path(key), "write a line as key = value");
        }
        if (key.size() > 1) {
            throw new TomlFault(line, "a key with dots is not supported: " + Quoted.path(key), tableFor(key));
        }
        List<String> path = new ArrayList<>(table);
        path.addAll(key);
        outline.value(List.copyOf(path), line);
        values.skipValue(path, line);
    }

    private String tableFor(List<String> key) {
        List<String> header = Stream.concat(table.stream(), key.subList(0, key.size() - 1).stream())
                .toList();
        return "write " + key.get(key.size() - 1) + " in a table [" + Quoted.path(header) + "]";
    }

    private void expectLineEnd() throws TomlFault {
        cursor.skipSpaces();
        if (!cursor.atLineEnd() && cursor.peek() != '#') {
            String rest = cursor.takeWord("");
            throw new TomlFault(
                    cursor.line(), "unexpected text: " + Quoted.cut(rest), "end the line, or begin a comment with #");
        }
    }
}
