package dev.tickover.json;

/** Reads one JSON object strictly, in one pass, with bounded depth. */
final class JsonParser {

    private static final int DEEPEST = 32;

    private final String text;

    /** The same, since an interpreter reads an array many times faster than it calls {@link String#charAt}. */
    private final char[] characters;

    private int at;

    JsonParser(String text) {
        this.text = text;
        this.characters = text.toCharArray();
    }

    JsonLine parse() throws JsonException {
        skipBlanks();
        JsonLine line = new JsonLine();
        expect('{');
        skipBlanks();
        if (peek() == '}') {
            at++;
        } else {
            members(line);
        }
        skipBlanks();
        if (at < characters.length) {
            throw new JsonException("text after the object", at);
        }
        return line;
    }

    private void members(JsonLine line) throws JsonException {
        while (true) {
            skipBlanks();
            String name = string();
            skipBlanks();
            expect(':');
            line.add(name, value(0));
            skipBlanks();
            if (peek() == ',') {
                at++;
            } else {
                expect('}');
                return;
            }
        }
    }

    private Object value(int depth) throws JsonException {
        skipBlanks();
        char c = peek();
        if (c == '"') {
            return string();
        }
        if (c == '{' || c == '[') {
            passOver(depth + 1);
            return null;
        }
        if (c == '-' || c >= '0' && c <= '9') {
            return number();
        }
        return word();
    }

    private Object word() throws JsonException {
        if (text.startsWith("true", at)) {
            at += 4;
            return Boolean.TRUE;
        }
        if (text.startsWith("false", at)) {
            at += 5;
            return Boolean.FALSE;
        }
        if (text.startsWith("null", at)) {
            at += 4;
            return null;
        }
        throw new JsonException("no value", at);
    }

    private void passOver(int depth) throws JsonException {
        if (depth > DEEPEST) {
            throw new JsonException("nested too deeply", at);
        }
        boolean object = peek() == '{';
        char end = object ? '}' : ']';
        at++;
        skipBlanks();
        if (peek() == end) {
            at++;
            return;
        }
        while (true) {
            if (object) {
                skipBlanks();
                string();
                skipBlanks();
                expect(':');
            }
            value(depth);
            skipBlanks();
            if (peek() == ',') {
                at++;
            } else {
                expect(end);
                return;
            }
        }
    }

    private Object number() throws JsonException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int firstDigit = at;
        digits();
        if (characters[firstDigit] == '0' && at > firstDigit + 1) {
            throw new JsonException("a number with a leading zero", firstDigit);
        }
        boolean whole = true;
        if (at < characters.length && characters[at] == '.') {
            whole = false;
            at++;
            digits();
        }
        if (at < characters.length && (characters[at] == 'e' || characters[at] == 'E')) {
            whole = false;
            at++;
            if (at < characters.length && (characters[at] == '+' || characters[at] == '-')) {
                at++;
            }
            digits();
        }
        if (!whole) {
            return null;
        }
        try {
            return Long.valueOf(Long.parseLong(text.substring(start, at)));
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    private void digits() throws JsonException {
        int start = at;
        while (at < characters.length && characters[at] >= '0' && characters[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw new JsonException("no digit", at);
        }
    }

    private String string() throws JsonException {
        expect('"');
        int start = at;
        while (at < characters.length && characters[at] != '"' && characters[at] != '\\' && characters[at] >= ' ') {
            at++;
        }
        if (peek() == '"') {
            return text.substring(start, at++);
        }
        StringBuilder out = new StringBuilder(text.substring(start, at));
        while (peek() != '"') {
            char c = characters[at++];
            if (c < ' ') {
                throw new JsonException("a control character in a string", at - 1);
            }
            out.append(c == '\\' ? escape() : c);
        }
        at++;
        return out.toString();
    }

    private char escape() throws JsonException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new JsonException("an unknown escape", at - 1);
        };
    }

    private char unicode() throws JsonException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            // Character.digit alone would take the digits of every script.
            char c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new JsonException("no hexadecimal digit", at);
            }
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    private void expect(char c) throws JsonException {
        if (peek() != c) {
            throw new JsonException("expected " + c, at);
        }
        at++;
    }

    private char peek() throws JsonException {
        if (at >= characters.length) {
            throw new JsonException("the text ends", at);
        }
        return characters[at];
    }

    private void skipBlanks() {
        while (at < characters.length && isBlank(characters[at])) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
