package dev.tickover.schedule;

import java.util.Locale;

/** Reads cron expressions; no regular expression, which would cost the tick client 8 ms. */
final class CronParser {

    private static final CronField[] FIELDS = CronField.values();

    private CronParser() {}

    static CronFields parse(String text) {
        if (text == null || text.isBlank()) {
            throw fault("", "it is empty");
        }
        String expression = text.strip();
        String[] texts = split(expression.charAt(0) == '@' ? macro(expression) : expression);
        long[] bits = new long[FIELDS.length];
        for (int i = 0; i < FIELDS.length; i++) {
            bits[i] = parseField(expression, FIELDS[i], texts[i]);
        }
        CronFields fields = new CronFields(bits, texts);
        if (!fields.canBeDue()) {
            throw fault(
                    expression,
                    "it can never be due: none of its months (\"" + texts[3] + "\") has a day of month \"" + texts[2]
                            + "\"");
        }
        return fields;
    }

    private static long parseField(String expression, CronField field, String text) {
        try {
            return field.parse(text);
        } catch (IllegalArgumentException e) {
            throw fault(expression, e.getMessage());
        }
    }

    private static String macro(String expression) {
        switch (expression.toLowerCase(Locale.ROOT)) {
            case "@hourly":
                return "0 * * * *";
            case "@daily":
            case "@midnight":
                return "0 0 * * *";
            case "@weekly":
                return "0 0 * * 0";
            case "@monthly":
                return "0 0 1 * *";
            case "@yearly":
            case "@annually":
                return "0 0 1 1 *";
            case "@reboot":
                throw fault(
                        expression, "a start of the machine is no recurrence; what is owed then is caught up anyway");
            default:
                throw fault(
                        expression,
                        "of the @ names, allowed are @hourly, @daily, @midnight, @weekly, @monthly,"
                                + " @yearly and @annually (an interval is written every = \"5m\")");
        }
    }

    private static String[] split(String expression) {
        String[] texts = new String[FIELDS.length];
        int count = 0;
        int at = 0;
        while (at < expression.length()) {
            int end = at;
            while (end < expression.length() && !isBlank(expression.charAt(end))) {
                end++;
            }
            if (count < texts.length) {
                texts[count] = expression.substring(at, end);
            }
            count++;
            at = end;
            while (at < expression.length() && isBlank(expression.charAt(at))) {
                at++;
            }
        }
        if (texts[0].indexOf('=') >= 0) {
            throw fault(
                    expression,
                    "\"" + texts[0] + "\" is no field; a zone is given beside it, as zone = \"Europe/Paris\"");
        }
        if (count != texts.length) {
            throw fault(
                    expression,
                    "it has " + count + (count == 1 ? " field" : " fields") + ", not the five: minute, hour,"
                            + " day of month, month, day of week"
                            + (count > 5 ? " (there are no seconds and no years)" : ""));
        }
        return texts;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static IllegalArgumentException fault(String expression, String what) {
        return new IllegalArgumentException(
                "cron \"" + expression + "\": " + what + "; for example \"0 9 * * MON-FRI\"");
    }
}
