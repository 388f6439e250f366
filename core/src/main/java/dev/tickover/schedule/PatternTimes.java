package dev.tickover.schedule;

import java.util.List;
import java.util.NavigableSet;

/** Is the set of local minutes that are in any of some patterns. */
record PatternTimes(List<CalendarPattern> patterns) implements LocalTimes {

    @Override
    public long atOrAfter(long localSecond) {
        long minute = -Math.floorDiv(-localSecond, 60L);
        int from = (int) Math.floorMod(minute, 1440L);
        long last = GregorianDays.END_OF_TIME / GregorianDays.SECONDS_PER_DAY + 1;
        for (long day = Math.floorDiv(minute, 1440L); day <= last; day++) {
            int found = firstOn(day, from);
            if (found >= 0) {
                return (day * 1440 + found) * 60;
            }
            from = 0;
        }
        return NONE;
    }

    private int firstOn(long day, int fromMinute) {
        int first = -1;
        for (CalendarPattern pattern : patterns) {
            int found = contains(pattern, day) ? firstIn(pattern, fromMinute) : -1;
            first = first < 0 || found >= 0 && found < first ? found : first;
        }
        return first;
    }

    private static int firstIn(CalendarPattern pattern, int fromMinute) {
        if (fromMinute >= 1440) {
            return -1;
        }
        NavigableSet<Integer> minutes = pattern.minutes();
        int hour = fromMinute / 60;
        Integer minute = pattern.hours().contains(hour) ? minutes.ceiling(fromMinute % 60) : null;
        if (minute != null) {
            return hour * 60 + minute;
        }
        Integer later = pattern.hours().higher(hour);
        return later == null ? -1 : later * 60 + minutes.first();
    }

    private static boolean contains(CalendarPattern pattern, long day) {
        if (pattern.isEveryDay()) {
            return true;
        }
        long date = GregorianDays.toDate(day);
        int dayOfWeek = GregorianDays.dayOfWeek(day);
        return pattern.months().contains(GregorianDays.month(date))
                && pattern.daysOfMonth().contains(GregorianDays.day(date))
                && pattern.daysOfWeek().contains(dayOfWeek == 0 ? 7 : dayOfWeek);
    }
}
