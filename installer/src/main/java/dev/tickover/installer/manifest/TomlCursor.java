package dev.tickover.installer.manifest;

/** Is a place in a TOML text, with its line. Line breaks are {@code \n} alone. */
final class TomlCursor {

    /** What {@link #peek()} answers at the end; a text never holds it, being no character. */
    static final char END = '\uffff';

    private final String text;
    private final StringBuilder copy = new StringBuilder();
    private int at;
    private int line = 1;

    TomlCursor(String text) {
        this.text = text;
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    boolean atLineEnd() {
        return atEnd() || peek() == '\n';
    }

    int line() {
        return line;
    }

    char take() {
        char c = text.charAt(at++);
        copy.append(c);
        if (c == '\n') {
            line++;
        }
        return c;
    }

    /** Puts another character into the copy, for as many as were taken last. */
    void replaceTaken(int count, char by) {
        copy.setLength(copy.length() - count);
        copy.append(by);
    }

    /** What was taken so far, with the replacements. */
    String copy() {
        return copy.toString();
    }

    boolean looksAt(String expected) {
        return text.startsWith(expected, at);
    }

    /** Steps over the expected text if it stands here. */
    boolean skip(String expected) {
        if (!looksAt(expected)) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            take();
        }
        return true;
    }

    void skipSpaces() {
        while (peek() == ' ' || peek() == '\t') {
            take();
        }
    }

    void skipToLineEnd() {
        while (!atLineEnd()) {
            take();
        }
    }

    /** Steps over spaces, line breaks and comments. */
    void skipBlank() {
        while (!atEnd() && " \t\n#".indexOf(peek()) >= 0) {
            if (peek() == '#') {
                skipToLineEnd();
            } else {
                take();
            }
        }
    }

    String restOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.substring(at) : text.substring(at, end);
    }

    /** Takes characters up to one of the given ones, a space or the end of the line. */
    String takeWord(String stops) {
        int from = at;
        while (!atLineEnd() && peek() != ' ' && peek() != '\t' && stops.indexOf(peek()) < 0) {
            take();
        }
        return text.substring(from, at);
    }
}
