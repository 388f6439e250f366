package dev.tickover.windows.importing;

import dev.tickover.importing.CalendarTimes;
import dev.tickover.importing.NotExpressibleException;
import dev.tickover.windows.XmlElement;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The times of a day of a trigger: its start, and what its repetition adds (Task Scheduler schema,
 * repetitionType).
 *
 * @param start the first time of the day
 * @param interval the distance of the repetition; empty if there is none
 * @param duration how long it goes on; empty for ever
 */
record TaskTimes(LocalTime start, Optional<Duration> interval, Optional<Duration> duration) {

    private static final int MINUTES_PER_DAY = 24 * 60;

    static TaskTimes of(XmlElement trigger, LocalTime start) throws NotExpressibleException {
        Optional<String> interval = trigger.valueAt("Repetition", "Interval");
        Optional<String> duration = trigger.valueAt("Repetition", "Duration");
        return new TaskTimes(
                start,
                interval.isPresent() ? Optional.of(TaskRules.duration(interval.get())) : Optional.empty(),
                duration.isPresent() ? Optional.of(TaskRules.duration(duration.get())) : Optional.empty());
    }

    /** Checks whether a day is a whole number of intervals, so that each day has the same times. */
    boolean dividesDay() {
        return isWholeMinutes() && MINUTES_PER_DAY % interval.orElseThrow().toMinutes() == 0;
    }

    /**
     * Checks whether the times are those of an interval that counts from the machine's midnight. All zones are quarters of
     * an hour from UTC; so what divides a quarter has the same grid in each.
     */
    boolean isGridOn(Optional<ZoneOffset> offset) {
        long minutes = interval.orElseThrow().toMinutes();
        return dividesDay() && minuteOfStart() % minutes == 0 && (offset.isEmpty() || 15 % minutes == 0);
    }

    /** Checks whether a start would fall on the very end of the repetition; whether it comes is not documented. */
    boolean endsOnAStart() {
        return interval.isPresent()
                && duration.isPresent()
                && isWholeMinutes()
                && duration.get().toSeconds() % interval.get().toSeconds() == 0
                && duration.get().toMinutes() < MINUTES_PER_DAY;
    }

    /** Returns the times on days. */
    List<CalendarTimes> on(CalendarTimes days) throws NotExpressibleException {
        if (interval.isEmpty()) {
            return List.of(days.at(1L << start.getHour(), 1L << start.getMinute()));
        }
        if (!isWholeMinutes()) {
            throw new NotExpressibleException("a repetition that is not of whole minutes");
        }
        long step = interval.get().toMinutes();
        long last = lastMinute(days, step);
        long[] minutesOfHour = new long[24];
        for (long minute = minuteOfStart(); minute <= last; minute += step) {
            minutesOfHour[(int) (minute / 60 % 24)] |= 1L << minute % 60;
        }
        List<CalendarTimes> times = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            if (minutesOfHour[hour] != 0) {
                times.add(days.at(1L << hour, minutesOfHour[hour]));
            }
        }
        return times;
    }

    /** Returns the last minute, counted from the midnight before the start; it may lie on the next day. */
    private long lastMinute(CalendarTimes days, long step) throws NotExpressibleException {
        long length = duration.map(Duration::toMinutes).orElse((long) MINUTES_PER_DAY);
        boolean wholeDay = length >= MINUTES_PER_DAY;
        if (wholeDay && !(days.isEveryDay() && dividesDay()) || length > MINUTES_PER_DAY && !dividesDay()) {
            throw new NotExpressibleException(
                    "a repetition that goes on for a day or more from chosen days, or is no" + " even part of a day");
        }
        long last = minuteOfStart() + (Math.min(length, MINUTES_PER_DAY) - 1) / step * step;
        if (last >= MINUTES_PER_DAY && !days.isEveryDay()) {
            throw new NotExpressibleException("a repetition that goes on past midnight, from chosen days");
        }
        return last;
    }

    private boolean isWholeMinutes() {
        Duration each = interval.orElseThrow();
        return each.toMinutes() > 0 && each.equals(Duration.ofMinutes(each.toMinutes()));
    }

    private int minuteOfStart() {
        return start.getHour() * 60 + start.getMinute();
    }
}
