package dev.tickover.schedule;

import java.time.Instant;

/**
 * Reads and writes instants as ISO-8601 in UTC: {@code 2026-11-21T10:30:00Z}, with {@code .123} only if the
 * milliseconds are not zero. Years 0000 to 9999. Plain arithmetic, because {@code java.time}'s formatters cost the tick
 * client about 8 ms at first use.
 */
public final class UtcText {

    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final long FIRST_MILLI = GregorianDays.toDays(0, 1, 1) * 86_400_000L;
    private static final long END_MILLI = GregorianDays.END_OF_TIME * 1000;

    private UtcText() {}

    /**
     * Formats an instant.
     *
     * @param instant the instant; what is finer than a millisecond is left out
     * @return its text
     * @throws IllegalArgumentException if its year is not 0 to 9999
     */
    public static String format(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < FIRST_MILLI / 1000 || second >= GregorianDays.END_OF_TIME) {
            throw new IllegalArgumentException("not in the years 0000 to 9999: epoch second " + second);
        }
        return format(second * 1000 + instant.getNano() / 1_000_000);
    }

    /**
     * Formats milliseconds since 1970-01-01T00:00:00Z.
     *
     * @param epochMilli the milliseconds
     * @return their text
     * @throws IllegalArgumentException if the year is not 0 to 9999
     */
    public static String format(long epochMilli) {
        if (epochMilli < FIRST_MILLI || epochMilli >= END_MILLI) {
            throw new IllegalArgumentException("not in the years 0000 to 9999: epoch milli " + epochMilli);
        }
        long second = Math.floorDiv(epochMilli, 1000L);
        int milli = (int) (epochMilli - second * 1000);
        long days = Math.floorDiv(second, (long) GregorianDays.SECONDS_PER_DAY);
        int secondOfDay = (int) (second - days * GregorianDays.SECONDS_PER_DAY);
        long date = GregorianDays.toDate(days);
        StringBuilder text = new StringBuilder(24);
        append(text, (int) GregorianDays.year(date), 4, '-');
        append(text, GregorianDays.month(date), 2, '-');
        append(text, GregorianDays.day(date), 2, 'T');
        append(text, secondOfDay / 3600, 2, ':');
        append(text, secondOfDay / 60 % 60, 2, ':');
        append(text, secondOfDay % 60, 2, milli == 0 ? 'Z' : '.');
        if (milli != 0) {
            append(text, milli, 3, 'Z');
        }
        return text.toString();
    }

    /**
     * Parses an instant.
     *
     * @param text {@code 2026-11-21T10:30:00Z} or {@code 2026-11-21T10:30:00.123Z}, exactly so
     * @return the instant
     * @throws IllegalArgumentException if the text is anything else, or no real date and time
     */
    public static Instant parse(String text) {
        return Instant.ofEpochMilli(parseMilli(text));
    }

    /**
     * Parses an instant into milliseconds since 1970-01-01T00:00:00Z.
     *
     * @param text {@code 2026-11-21T10:30:00Z} or {@code 2026-11-21T10:30:00.123Z}, exactly so
     * @return the milliseconds
     * @throws IllegalArgumentException if the text is anything else, or no real date and time
     */
    public static long parseMilli(String text) {
        boolean hasMillis = text.length() == 24;
        if (!hasMillis && text.length() != 20 || text.charAt(text.length() - 1) != 'Z' || !hasShape(text, hasMillis)) {
            throw fault(text, "is not written like 2026-11-21T10:30:00Z");
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        boolean isDate = month >= 1 && month <= 12 && day >= 1 && day <= GregorianDays.lengthOfMonth(year, month);
        if (!isDate || hour > 23 || minute > 59 || second > 59) {
            throw fault(text, "is no date and time of the calendar");
        }
        long days = GregorianDays.toDays(year, month, day);
        long seconds = days * GregorianDays.SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
        return seconds * 1000 + (hasMillis ? number(text, 20, 23) : 0);
    }

    private static boolean hasShape(String text, boolean hasMillis) {
        for (int i = 0; i < SHAPE.length(); i++) {
            if (!fits(text.charAt(i), SHAPE.charAt(i))) {
                return false;
            }
        }
        return !hasMillis
                || text.charAt(19) == '.'
                        && fits(text.charAt(20), '0')
                        && fits(text.charAt(21), '0')
                        && fits(text.charAt(22), '0');
    }

    private static boolean fits(char c, char shape) {
        return shape == '0' ? c >= '0' && c <= '9' : c == shape;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static void append(StringBuilder text, int number, int width, char end) {
        int scale = 1;
        for (int i = 1; i < width; i++) {
            scale *= 10;
        }
        for (int rest = number; scale > 0; scale /= 10) {
            text.append((char) ('0' + rest / scale));
            rest %= scale;
        }
        text.append(end);
    }

    private static IllegalArgumentException fault(String text, String what) {
        return new IllegalArgumentException("the instant \"" + text + "\" " + what);
    }
}
