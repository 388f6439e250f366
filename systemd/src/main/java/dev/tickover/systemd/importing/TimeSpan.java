package dev.tickover.systemd.importing;

import dev.tickover.importing.NotExpressibleException;
import dev.tickover.importing.VisibleText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of time spans of systemd, such as {@code 1h 30min}, {@code 90} and {@code 2 weeks} (systemd.time(7)). */
final class TimeSpan {

    private static final Pattern PART =
            Pattern.compile("\\s*([0-9]{1,12}(?:\\.[0-9]{1,9})?)\\s*([A-Za-z\u00b5\u03bc]*)\\s*");

    private static final Map<String, Long> MICROSECONDS = new HashMap<>();

    static {
        units(1L, "us", "usec", "\u00b5s", "\u03bcs");
        units(1_000L, "ms", "msec");
        units(1_000_000L, "", "s", "sec", "second", "seconds");
        units(60_000_000L, "m", "min", "minute", "minutes");
        units(3_600_000_000L, "h", "hr", "hour", "hours");
        units(86_400_000_000L, "d", "day", "days");
        units(604_800_000_000L, "w", "week", "weeks");
        units(2_629_800_000_000L, "M", "month", "months");
        units(31_557_600_000_000L, "y", "year", "years");
    }

    private TimeSpan() {}

    private static void units(long microseconds, String... names) {
        for (String name : names) {
            MICROSECONDS.put(name, microseconds);
        }
    }

    /** Returns the span; {@code infinity} is zero, as it is where systemd takes zero for no limit. */
    static Duration parse(String text) throws NotExpressibleException {
        String rest = text.strip();
        if (rest.equals("infinity")) {
            return Duration.ZERO;
        }
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PART.matcher(rest);
        int at = 0;
        while (at < rest.length() && part.region(at, rest.length()).lookingAt()) {
            Long unit = MICROSECONDS.get(part.group(2));
            if (unit == null) {
                break;
            }
            sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
            at = part.end();
        }
        if (at == 0 || at < rest.length()) {
            throw new NotExpressibleException("no time span: " + VisibleText.of(text, 60));
        }
        long microseconds = sum.setScale(0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(1L << 60))
                .longValue();
        return Duration.ofSeconds(microseconds / 1_000_000, microseconds % 1_000_000 * 1_000);
    }
}
