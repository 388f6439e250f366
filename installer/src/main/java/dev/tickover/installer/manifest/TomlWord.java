package dev.tickover.installer.manifest;

import java.util.Locale;
import java.util.regex.Pattern;

/** Checks the values that stand without quotes: {@code true}, {@code false} and numbers. */
final class TomlWord {

    private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9](_?[0-9])*)");
    private static final Pattern FRACTION =
            Pattern.compile("[+-]?(0|[1-9](_?[0-9])*)(\\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?");
    private static final Pattern DATE_OR_TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{2}:[0-9]{2}(:.*)?");
    private static final Pattern OTHER_NUMBER = Pattern.compile("[+-]?(0[xob][0-9A-Fa-f_]+|0[0-9_]+|inf|nan)");

    private TomlWord() {}

    static void check(String word, int line) throws TomlFault {
        if (word.equals("true") || word.equals("false") || isWhole(word, line)) {
            return;
        }
        if (DATE_OR_TIME.matcher(word).matches()) {
            throw new TomlFault(
                    line, "a date or time without quotes: " + word, "no key takes one; put a text in quotes");
        }
        if (OTHER_NUMBER.matcher(word).matches()) {
            throw new TomlFault(line, "this form of a number is not supported: " + word, "write plain decimal digits");
        }
        if (!FRACTION.matcher(word).matches()) {
            throw notAValue(word, line);
        }
    }

    private static boolean isWhole(String word, int line) throws TomlFault {
        if (!WHOLE.matcher(word).matches()) {
            return false;
        }
        try {
            Long.parseLong(word.replace("_", ""));
            return true;
        } catch (NumberFormatException tooLarge) {
            throw new TomlFault(line, "a number that is too large: " + Quoted.cut(word), "");
        }
    }

    private static TomlFault notAValue(String word, int line) {
        if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
            return new TomlFault(line, "not a value: " + word, "write " + word.toLowerCase(Locale.ROOT));
        }
        return word.isEmpty()
                ? new TomlFault(line, "no value where one is expected", "")
                : new TomlFault(line, "not a value: " + Quoted.cut(word), "put a text in quotes");
    }
}
