package dev.tickover.installer.manifest;

/**
 * Steps over texts in quotes, of one line or several. toml4j 0.7.2 resolves escapes one kind after another, so that
 * {@code "C:\\bin"} becomes C:, a backspace and "in". Therefore each escaped backslash is replaced by a stand-in, and
 * put back into the values by {@link TomlTree}.
 */
final class TomlTextScanner {

    /** A noncharacter (Unicode 16, section 23.7), which no text holds that is meant to be exchanged. */
    static final char BACKSLASH = '\ufdd0';

    private static final String ESCAPES = "btnfr\"\\u";

    private final TomlCursor cursor;

    TomlTextScanner(TomlCursor cursor) {
        this.cursor = cursor;
    }

    void skip() throws TomlFault {
        int line = cursor.line();
        char quote = cursor.peek();
        String triple = String.valueOf(quote).repeat(3);
        if (cursor.skip(triple)) {
            skipTo(triple, quote == '"', true, line);
        } else {
            cursor.take();
            skipTo(String.valueOf(quote), quote == '"', false, line);
        }
    }

    private void skipTo(String end, boolean escapes, boolean manyLines, int line) throws TomlFault {
        while (!cursor.skip(end)) {
            if (cursor.atEnd() || !manyLines && cursor.atLineEnd()) {
                throw new TomlFault(line, "a text whose quote does not end", "end it with " + end);
            }
            char c = cursor.take();
            if (c == '\\' && escapes) {
                skipEscape(manyLines);
            } else if (isControl(c)) {
                throw new TomlFault(cursor.line(), "a control character in a text: " + Quoted.character(c), "");
            }
        }
    }

    private static boolean isControl(char c) {
        return c < ' ' && c != '\t' && c != '\n' || c == 0x7f || c == BACKSLASH;
    }

    private void skipEscape(boolean manyLines) throws TomlFault {
        char c = cursor.peek();
        if (manyLines && (c == '\n' || c == ' ' || c == '\t')) {
            return;
        }
        if (c == 'U') {
            // toml4j takes the first four digits alone and would read another character.
            throw new TomlFault(cursor.line(), "the escape \\U is not supported", "write the character itself");
        }
        if (ESCAPES.indexOf(c) < 0) {
            String escape = cursor.atLineEnd() ? "\\ at the end of the line" : Quoted.cut("\\" + c);
            throw new TomlFault(
                    cursor.line(),
                    "an unknown escape: " + escape,
                    "for a backslash write \\\\, or use 'single quotes'");
        }
        cursor.take();
        if (c == 'u') {
            skipCodeUnit();
        } else if (c == '\\') {
            cursor.replaceTaken(2, BACKSLASH);
        }
    }

    private void skipCodeUnit() throws TomlFault {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(cursor.peek(), 16);
            if (digit < 0 || cursor.peek() > 'f') {
                throw new TomlFault(cursor.line(), "the escape \\u needs four hexadecimal digits", "");
            }
            cursor.take();
            unit = unit * 16 + digit;
        }
        if (unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE) {
            throw new TomlFault(cursor.line(), "the escape \\u names half a character", "write the character itself");
        }
        if (unit == '\\') {
            cursor.replaceTaken(6, BACKSLASH);
        }
    }
}
