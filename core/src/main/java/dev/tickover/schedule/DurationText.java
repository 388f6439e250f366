package dev.tickover.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Reads and writes durations as manifests hold them: {@code 90s}, {@code 30m}, {@code 6h}, {@code 2d}, {@code 1h30m},
 * or ISO-8601 such as {@code PT5M}. Whole seconds, not negative, at most 365000 days.
 */
public final class DurationText {

    private static final List<String> EXAMPLES = List.of("90s", "30m", "6h", "2d", "1h30m", "PT5M");
    private static final String UNITS = "dhms";
    private static final long[] SECONDS = {86_400, 3_600, 60, 1};
    private static final long LONGEST = 365_000L * 86_400;

    private DurationText() {}

    /** {@return texts that parse, for help and error texts; a few examples, unmodifiable} */
    public static List<String> examples() {
        return EXAMPLES;
    }

    /**
     * Parses a duration.
     *
     * @param text numbers with the units {@code d}, {@code h}, {@code m}, {@code s}, the longer first, each at most
     *     once; or ISO-8601 days, hours, minutes and seconds, of any case
     * @return the duration, zero or more whole seconds
     * @throws IllegalArgumentException if it is malformed or too long; the message says what is wrong, with examples
     */
    public static Duration parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty()) {
            throw fault(text, "is empty");
        }
        if (text.charAt(0) == '-') {
            throw fault(text, "is negative");
        }
        boolean iso = text.charAt(0) == 'P' || text.charAt(0) == 'p';
        return Duration.ofSeconds(iso ? parseIso(text) : parseParts(text, text, 0));
    }

    /**
     * Formats a duration: the units {@code d}, {@code h}, {@code m}, {@code s} that are not zero, the longest first.
     *
     * @param duration the duration; a fraction of a second is left out
     * @return for example {@code 1h30m}, {@code 2d}, {@code 0s}; a negative one begins with a minus
     */
    public static String format(Duration duration) {
        long rest = duration.isNegative() ? duration.negated().getSeconds() : duration.getSeconds();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "");
        for (int unit = 0; unit < SECONDS.length; unit++) {
            if (rest >= SECONDS[unit]) {
                text.append(rest / SECONDS[unit]).append(UNITS.charAt(unit));
                rest %= SECONDS[unit];
            }
        }
        return text.toString();
    }

    /** {@code P2DT3H} becomes {@code 2d} and {@code 3h}: days stand before the T, the rest behind it. */
    private static long parseIso(String text) {
        String parts = text.substring(1).toLowerCase(Locale.ROOT);
        int t = parts.indexOf('t');
        String days = t < 0 ? parts : parts.substring(0, t);
        String times = t < 0 ? "" : parts.substring(t + 1);
        if (days.isEmpty() && times.isEmpty() || t >= 0 && times.isEmpty()) {
            throw fault(text, "ends where a number should follow");
        }
        if (!days.isEmpty() && days.indexOf('d') != days.length() - 1) {
            throw fault(text, "may have only days (D) before the T: months and years have no fixed length");
        }
        long seconds = days.isEmpty() ? 0 : parseParts(text, days, 0);
        return checkLength(text, seconds + (times.isEmpty() ? 0 : parseParts(text, times, 1)));
    }

    private static long parseParts(String text, String parts, int firstUnit) {
        long seconds = 0;
        int nextUnit = firstUnit;
        int at = 0;
        while (at < parts.length()) {
            int end = endOfDigits(parts, at);
            if (end == at) {
                throw fault(text, "has \"" + parts.substring(at) + "\" where a number should be");
            }
            if (end == parts.length()) {
                throw fault(text, "has no unit after " + parts.substring(at));
            }
            int unit = UNITS.indexOf(parts.charAt(end));
            if (unit < 0) {
                throw unknownUnit(text, parts, end);
            }
            if (unit < nextUnit) {
                throw fault(text, "has its units out of order: each at most once, the longer first");
            }
            seconds = checkLength(text, seconds + number(text, parts.substring(at, end)) * SECONDS[unit]);
            nextUnit = unit + 1;
            at = end + 1;
            if (at < parts.length() && endOfDigits(parts, at) == at) {
                throw unknownUnit(text, parts, end);
            }
        }
        return seconds;
    }

    private static IllegalArgumentException unknownUnit(String text, String parts, int from) {
        String unit = unitAt(parts, from);
        if (unit.startsWith(".") || unit.startsWith(",")) {
            return fault(text, "has a fraction");
        }
        return fault(text, "has the unknown unit \"" + unit + "\"");
    }

    private static int endOfDigits(String parts, int from) {
        int end = from;
        while (end < parts.length() && parts.charAt(end) >= '0' && parts.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static String unitAt(String parts, int from) {
        int end = from;
        while (end < parts.length() && endOfDigits(parts, end) == end) {
            end++;
        }
        return parts.substring(from, end);
    }

    /** Twelve digits of the longest unit stay far below what a long holds. */
    private static long number(String text, String digits) {
        return digits.length() > 12 ? checkLength(text, Long.MAX_VALUE) : Long.parseLong(digits);
    }

    private static long checkLength(String text, long seconds) {
        if (seconds > LONGEST) {
            throw fault(text, "is longer than 365000d");
        }
        return seconds;
    }

    private static IllegalArgumentException fault(String text, String what) {
        return new IllegalArgumentException("the duration \"" + text + "\" " + what
                + "; write whole numbers with d, h, m or s, for example " + String.join(", ", EXAMPLES));
    }
}
