package dev.tickover.windows.importing;

import dev.tickover.importing.CalendarTimes;
import dev.tickover.importing.NotExpressibleException;
import dev.tickover.importing.VisibleText;
import dev.tickover.windows.XmlElement;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A reader of the days of a calendar trigger (Task Scheduler schema, calendarTriggerType). */
final class TaskDays {

    private static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    /** From index 1 on. */
    private static final List<String> MONTHS = Stream.concat(
                    Stream.of(""),
                    Stream.of(Month.values()).map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH)))
            .toList();

    private TaskDays() {}

    /** Returns the days; the times of the day are those of midnight. */
    static CalendarTimes of(XmlElement trigger) throws NotExpressibleException {
        for (XmlElement child : trigger.children()) {
            switch (child.name()) {
                case "ScheduleByDay" -> {
                    refuseLongInterval(child, "DaysInterval", "days");
                    return days(CalendarTimes.ALL_MONTHS, CalendarTimes.ALL_DAYS, CalendarTimes.ALL_WEEKDAYS);
                }
                case "ScheduleByWeek" -> {
                    refuseLongInterval(child, "WeeksInterval", "weeks");
                    return days(CalendarTimes.ALL_MONTHS, CalendarTimes.ALL_DAYS, names(child, "DaysOfWeek", WEEKDAYS));
                }
                case "ScheduleByMonth" -> {
                    return days(months(child), numbers(child, "DaysOfMonth", 31, 1), CalendarTimes.ALL_WEEKDAYS);
                }
                case "ScheduleByMonthDayOfWeek" -> {
                    return days(months(child), numbers(child, "Weeks", 4, 7), names(child, "DaysOfWeek", WEEKDAYS));
                }
                default -> {}
            }
        }
        throw new NotExpressibleException("a calendar trigger without days");
    }

    private static CalendarTimes days(long months, long days, long weekdays) {
        return new CalendarTimes(months, days, weekdays, 1, 1, false);
    }

    private static void refuseLongInterval(XmlElement schedule, String name, String unit)
            throws NotExpressibleException {
        String interval = schedule.valueAt(name).orElse("1");
        if (!interval.equals("1")) {
            throw new NotExpressibleException("every " + interval + " " + unit + " at a time of the day: cron counts"
                    + " none, and every = \"...\" has no time of the day");
        }
    }

    private static long months(XmlElement schedule) throws NotExpressibleException {
        return schedule.child("Months").isEmpty() ? CalendarTimes.ALL_MONTHS : names(schedule, "Months", MONTHS);
    }

    private static long names(XmlElement schedule, String name, List<String> all) throws NotExpressibleException {
        long bits = 0;
        for (XmlElement value : values(schedule, name)) {
            int index = all.indexOf(value.name());
            if (index < 0) {
                throw new NotExpressibleException(name + " has " + value.name());
            }
            bits |= 1L << index;
        }
        return bits;
    }

    /** Reads days of the month, one for each number, or weeks, of which the second is the days 8 to 14. */
    private static long numbers(XmlElement schedule, String name, int most, int each) throws NotExpressibleException {
        long bits = 0;
        for (XmlElement value : values(schedule, name)) {
            String text = value.text().strip();
            if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
                throw new NotExpressibleException(
                        name + " has \"" + VisibleText.of(text, 20) + "\": no number from 1 to " + most);
            }
            int first = (Integer.parseInt(text) - 1) * each + 1;
            bits |= CalendarTimes.bits(first, first + each - 1, 1);
        }
        return bits;
    }

    private static List<XmlElement> values(XmlElement schedule, String name) throws NotExpressibleException {
        Optional<XmlElement> list = schedule.child(name);
        if (list.isEmpty() || list.get().children().isEmpty()) {
            throw new NotExpressibleException(schedule.name() + " without " + name);
        }
        return list.get().children();
    }
}
