package dev.tickover.launchd;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Is one dictionary of {@code StartCalendarInterval} (launchd.plist(5)): what is absent is a wildcard. The minute is
 * always given, since without one a job starts sixty times an hour.
 *
 * @param days on which days
 * @param hour 0 to 23; empty for every hour, which launchd as published for OS X 10.9 loses for the rest of the day on
 *     which the clocks go forward
 * @param minute 0 to 59
 */
record CalendarInterval(Days days, OptionalInt hour, int minute) implements Comparable<CalendarInterval> {

    static CalendarInterval at(Days days, int hour, int minute) {
        return new CalendarInterval(days, OptionalInt.of(hour), minute);
    }

    static CalendarInterval everyHour(int minute) {
        return new CalendarInterval(Days.EVERY, OptionalInt.empty(), minute);
    }

    PropertyList.Dictionary dictionary() {
        Map<String, PropertyList> entries = new LinkedHashMap<>();
        put(entries, "Month", days.month());
        put(entries, "Day", days.dayOfMonth());
        put(entries, "Weekday", days.weekday());
        put(entries, "Hour", hour);
        put(entries, "Minute", OptionalInt.of(minute));
        return new PropertyList.Dictionary(entries);
    }

    /** Tells whether this one fires whenever the other does. */
    boolean covers(CalendarInterval other) {
        return minute == other.minute && (hour.isEmpty() || hour.equals(other.hour)) && days.covers(other.days);
    }

    @Override
    public int compareTo(CalendarInterval other) {
        int order = days.compareTo(other.days);
        order = order != 0 ? order : Integer.compare(hour.orElse(-1), other.hour.orElse(-1));
        return order != 0 ? order : Integer.compare(minute, other.minute);
    }

    private static void put(Map<String, PropertyList> entries, String key, OptionalInt value) {
        value.ifPresent(number -> entries.put(key, new PropertyList.Whole(number)));
    }
}
