package dev.tickover.systemd.importing;

import dev.tickover.importing.CalendarTimes;
import dev.tickover.importing.NotExpressibleException;
import dev.tickover.importing.VisibleText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A calendar event of systemd (systemd.time(7), "Calendar Events"), as far as cron has it: without a year, without
 * seconds, and without days counted from the end of a month.
 *
 * @param times the times; a day must match both its date and its weekday
 * @param zone the zone that is named; empty for the machine's own
 */
record OnCalendar(CalendarTimes times, Optional<String> zone) {

    private static final Map<String, String> SHORT_FORMS = Map.ofEntries(
            Map.entry("minutely", "*-*-* *:*:00"),
            Map.entry("hourly", "*-*-* *:00:00"),
            Map.entry("daily", "*-*-* 00:00:00"),
            Map.entry("monthly", "*-*-01 00:00:00"),
            Map.entry("weekly", "Mon *-*-* 00:00:00"),
            Map.entry("yearly", "*-01-01 00:00:00"),
            Map.entry("annually", "*-01-01 00:00:00"),
            Map.entry("anually", "*-01-01 00:00:00"),
            Map.entry("quarterly", "*-01,04,07,10-01 00:00:00"),
            Map.entry("semiannually", "*-01,07-01 00:00:00"),
            Map.entry("semi-annually", "*-01,07-01 00:00:00"),
            Map.entry("biannually", "*-01,07-01 00:00:00"),
            Map.entry("bi-annually", "*-01,07-01 00:00:00"));

    private static final List<String> WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

    private static final Pattern DATE = Pattern.compile("(?:([^~-]+)-)?([^~-]+)([~-])([^~-]+)");
    private static final Pattern TIME = Pattern.compile("([^:]+):([^:]+)(?::([^:]+))?");
    private static final Pattern ITEM = Pattern.compile("([0-9]{1,4})(?:\\.\\.([0-9]{1,4}))?(?:/([0-9]{1,4}))?");
    private static final String ZERO = "0+(\\.0+)?";

    static OnCalendar parse(String text) throws NotExpressibleException {
        List<String> words = new ArrayList<>(Arrays.asList(text.strip().split("\\s+")));
        Optional<String> zone = takeZone(words);
        if (words.size() == 1) {
            String full = SHORT_FORMS.get(words.get(0).toLowerCase(Locale.ROOT));
            if (full != null) {
                words = new ArrayList<>(Arrays.asList(full.split(" ")));
            }
        }
        return new OnCalendar(new Reading(text, words).times(), zone);
    }

    private static Optional<String> takeZone(List<String> words) {
        String last = words.get(words.size() - 1);
        if (words.size() < 2) {
            return Optional.empty();
        }
        String zone = last.equalsIgnoreCase("UTC") ? "UTC" : last;
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            return Optional.empty();
        }
        words.remove(words.size() - 1);
        return Optional.of(zone);
    }

    /** Reads the words in their order: weekdays, date, time, each of which may be missing. */
    private record Reading(String text, List<String> words) {

        CalendarTimes times() throws NotExpressibleException {
            int at = 0;
            long weekdays = CalendarTimes.ALL_WEEKDAYS;
            if (Character.isLetter(words.get(0).charAt(0))) {
                weekdays = weekdays(words.get(at++));
            }
            String date = at < words.size() && words.get(at).indexOf(':') < 0 ? words.get(at++) : "*-*-*";
            String time = at < words.size() ? words.get(at++) : "00:00:00";
            if (at < words.size()) {
                throw notUnderstood();
            }
            Matcher day = matched(DATE, date);
            Matcher clock = matched(TIME, time);
            refuseWhatCronLacks(day, clock);
            return new CalendarTimes(
                    bits(day.group(2), 1, 12),
                    bits(day.group(4), 1, 31),
                    weekdays,
                    bits(clock.group(1), 0, 23),
                    bits(clock.group(2), 0, 59),
                    false);
        }

        private void refuseWhatCronLacks(Matcher day, Matcher clock) throws NotExpressibleException {
            if (day.group(1) != null && !day.group(1).equals("*")) {
                throw new NotExpressibleException("it names a year, and a recurrence has none");
            }
            if (day.group(3).equals("~")) {
                throw new NotExpressibleException("days counted from the end of a month (~)");
            }
            if (clock.group(3) != null && !clock.group(3).matches(ZERO)) {
                throw new NotExpressibleException("seconds: the smallest unit here is a minute");
            }
        }

        private long weekdays(String list) throws NotExpressibleException {
            long bits = 0;
            for (String item : list.split(",")) {
                String[] ends = item.split("\\.\\.|-", 2);
                int first = weekday(ends[0]);
                int last = weekday(ends[ends.length - 1]);
                // A week begins on Monday: Sat..Sun is a range, Sun..Tue is none.
                int from = (first + 6) % 7;
                int to = (last + 6) % 7;
                if (from > to) {
                    throw notUnderstood();
                }
                for (int day = from; day <= to; day++) {
                    bits |= 1L << (day + 1) % 7;
                }
            }
            return bits;
        }

        private int weekday(String name) throws NotExpressibleException {
            String lower = name.toLowerCase(Locale.ROOT);
            for (int day = 0; day < 7; day++) {
                if (lower.equals(WEEKDAYS.get(day))
                        || lower.equals(WEEKDAYS.get(day).substring(0, 3))) {
                    return day;
                }
            }
            throw notUnderstood();
        }

        private long bits(String list, int low, int high) throws NotExpressibleException {
            if (list.equals("*")) {
                return CalendarTimes.bits(low, high, 1);
            }
            long bits = 0;
            for (String text : list.split(",", -1)) {
                Matcher item = matched(ITEM, text);
                int first = Integer.parseInt(item.group(1));
                boolean open = item.group(3) != null && item.group(2) == null;
                int last = item.group(2) != null ? Integer.parseInt(item.group(2)) : open ? high : first;
                int step = item.group(3) != null ? Integer.parseInt(item.group(3)) : 1;
                if (first < low || first > last || last > high || step < 1) {
                    throw notUnderstood();
                }
                bits |= CalendarTimes.bits(first, last, step);
            }
            return bits;
        }

        private Matcher matched(Pattern pattern, String part) throws NotExpressibleException {
            Matcher matcher = pattern.matcher(part);
            if (!matcher.matches()) {
                throw notUnderstood();
            }
            return matcher;
        }

        private NotExpressibleException notUnderstood() {
            return new NotExpressibleException("no calendar event that is understood: " + VisibleText.of(text, 60));
        }
    }
}
