package dev.tickover.launchd.importing;

import dev.tickover.importing.CalendarTimes;
import dev.tickover.importing.NotExpressibleException;
import dev.tickover.importing.Source;
import dev.tickover.importing.VisibleText;
import dev.tickover.launchd.PropertyListElement;
import java.util.Map;

/**
 * A reader of one dictionary of {@code StartCalendarInterval}: what is left out is a wildcard, and where both a day and a
 * weekday are given, either matches (launchd.plist(5)).
 */
final class CalendarIntervalReader {

    private record Range(int low, int high) {}

    private static final Map<String, Range> KEYS = Map.of(
            "Minute",
            new Range(0, 59),
            "Hour",
            new Range(0, 23),
            "Day",
            new Range(1, 31),
            "Weekday",
            new Range(0, 7),
            "Month",
            new Range(1, 12));

    private CalendarIntervalReader() {}

    static CalendarTimes times(Source source, PropertyListElement dict) throws NotExpressibleException {
        if (!dict.type().equals("dict")) {
            throw new NotExpressibleException("StartCalendarInterval holds a " + dict.type() + ", not a dictionary");
        }
        PropertyDictionary entry = PropertyDictionary.of(source, dict);
        for (String key : entry.keys()) {
            if (!KEYS.containsKey(key)) {
                throw new NotExpressibleException(key + " is no key of StartCalendarInterval, and launchd ignores it:"
                        + " allowed are Minute, Hour, Day, Weekday, Month");
            }
        }
        long weekdays = bits(entry, "Weekday", CalendarTimes.ALL_WEEKDAYS);
        return new CalendarTimes(
                bits(entry, "Month", CalendarTimes.ALL_MONTHS),
                bits(entry, "Day", CalendarTimes.ALL_DAYS),
                (weekdays | weekdays >> 7) & CalendarTimes.ALL_WEEKDAYS,
                bits(entry, "Hour", CalendarTimes.ALL_HOURS),
                bits(entry, "Minute", CalendarTimes.ALL_MINUTES),
                entry.keys().contains("Day") && entry.keys().contains("Weekday"));
    }

    private static long bits(PropertyDictionary entry, String key, long all) throws NotExpressibleException {
        if (entry.get(key).isEmpty()) {
            return all;
        }
        PropertyListElement value = entry.get(key).get();
        Range range = KEYS.get(key);
        String text = value.text().strip();
        boolean number = value.type().equals("integer") && text.matches("[0-9]{1,4}");
        if (!number || Integer.parseInt(text) < range.low() || Integer.parseInt(text) > range.high()) {
            throw new NotExpressibleException(key + " is no whole number from " + range.low() + " to " + range.high()
                    + ": " + VisibleText.of(text, 30));
        }
        return 1L << Integer.parseInt(text);
    }
}
