package dev.tickover.schedule;

/** Is one of the five fields of a cron expression: its bounds, its names, and the reading of its text. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"),
    DAY_OF_WEEK("day of week", 0, 7, "SUNMONTUEWEDTHUFRISAT");

    private final String label;
    private final int low;
    private final int high;
    private final String names;

    CronField(String label, int low, int high, String names) {
        this.label = label;
        this.low = low;
        this.high = high;
        this.names = names;
    }

    /** Reads the field's text into a set of bits, bit n for the value n. */
    long parse(String text) {
        long bits = 0;
        int from = 0;
        while (true) {
            int comma = text.indexOf(',', from);
            bits |= parseItem(text, text.substring(from, comma < 0 ? text.length() : comma));
            if (comma < 0) {
                return bits;
            }
            from = comma + 1;
        }
    }

    private long parseItem(String text, String item) {
        if (item.isEmpty()) {
            throw fault(text, "has an empty item in its list");
        }
        int slash = item.indexOf('/');
        String range = slash < 0 ? item : item.substring(0, slash);
        int step = slash < 0 ? 1 : parseStep(text, item.substring(slash + 1));
        if (range.equals("*")) {
            return bits(low, high, step);
        }
        int dash = range.indexOf('-');
        if (dash < 0) {
            int value = parseValue(text, range);
            return slash < 0 ? 1L << value : bits(value, Math.max(value, lastOfOpenRange()), step);
        }
        int first = parseValue(text, range.substring(0, dash));
        int last = parseRangeEnd(text, first, range.substring(dash + 1));
        if (first > last) {
            String head = range.substring(0, dash) + "-" + lastOfOpenRange() + ",";
            String tail = low + "-" + range.substring(dash + 1);
            throw fault(
                    text,
                    "has the range \"" + range + "\", which wraps around; write \""
                            + (first > lastOfOpenRange() ? tail : head + tail) + "\"");
        }
        return bits(first, last, step);
    }

    /** {@code MON/2} is Monday, Wednesday, Friday: the second name of Sunday, 7, is no day of its own. */
    private int lastOfOpenRange() {
        return this == DAY_OF_WEEK ? 6 : high;
    }

    /** In {@code FRI-SUN} the last day is 7, in {@code SUN-TUE} the first is 0. */
    private int parseRangeEnd(String text, int first, String value) {
        int last = parseValue(text, value);
        return this == DAY_OF_WEEK && last == 0 && first > 0 && !isDigit(value.charAt(0)) ? 7 : last;
    }

    private int parseStep(String text, String step) {
        int number = parseNumber(step);
        if (number < 1 || number > high) {
            throw fault(
                    text,
                    "has the step \"" + step + "\", which is not a number from 1 to " + high
                            + " (a longer interval is written every = \"90m\")");
        }
        return number;
    }

    private int parseValue(String text, String value) {
        int number = parseNumber(value);
        if (number < 0) {
            number = parseName(value);
        }
        if (number < low || number > high) {
            throw fault(
                    text,
                    value.isEmpty()
                            ? "lacks a value"
                            : "has \"" + value + "\", which is no such value" + whyNot(value));
        }
        return number;
    }

    private int parseName(String value) {
        if (value.length() != 3) {
            return -1;
        }
        for (int at = 0; at < names.length(); at += 3) {
            if (names.regionMatches(true, at, value, 0, 3)) {
                return low + at / 3;
            }
        }
        return -1;
    }

    /** Returns -1 for what is not one to nine ASCII digits. */
    private static int parseNumber(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static long bits(int first, int last, int step) {
        long bits = 0;
        for (int value = first; value <= last; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    private static String whyNot(String value) {
        if (value.equals("?")) {
            return ": ? is Quartz's, cron writes *";
        }
        char last = Character.toUpperCase(value.charAt(value.length() - 1));
        boolean quartz = value.indexOf('#') >= 0 || last == 'L' || last == 'W';
        return quartz ? ": L, W and # are Quartz's" : "";
    }

    private IllegalArgumentException fault(String text, String what) {
        String values = low + "-" + high;
        if (this == MONTH) {
            values += " or JAN-DEC";
        } else if (this == DAY_OF_WEEK) {
            values += " (0 and 7 are Sunday) or SUN-SAT";
        }
        return new IllegalArgumentException("the " + label + " field \"" + text + "\" " + what + "; allowed are "
                + values + ", as *, a, a-b, */n, a-b/n, a/n, or a list of these with commas");
    }
}
