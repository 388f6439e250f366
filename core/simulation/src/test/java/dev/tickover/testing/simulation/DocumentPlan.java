package dev.tickover.testing.simulation;

import dev.tickover.schedule.CalendarPattern;
import dev.tickover.schedule.PulsePlan;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an OS scheduler pulses by a document, read from its text and nothing else; several where it goes by more than one
 * clock. It shares no code with the backends that write the documents.
 *
 * @param plan the calendar minutes
 * @param second how long after the full minute
 */
public record DocumentPlan(PulsePlan plan, Duration second) {

    private static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final Pattern CALENDAR = Pattern.compile("(?m)^OnCalendar=(?:([A-Z][a-zA-Z.,]*) )?"
            + "\\*-([0-9*.,]+)-([0-9*.,]+) ([0-9*.,/]+):([0-9*.,/]+):([0-9]+)(?: (\\S+))?$");

    /** systemd.time(7), "Calendar Events": lists, ranges and steps; fields are ANDed; each line has a zone of its own. */
    public static List<DocumentPlan> ofTimer(String text) {
        Map<String, List<CalendarPattern>> byZone = new TreeMap<>();
        int second = 0;
        List<MatchResult> lines = CALENDAR.matcher(text).results().toList();
        if (lines.size()
                != text.lines().filter(line -> line.startsWith("OnCalendar=")).count()) {
            throw new AssertionError("not understood: " + text);
        }
        for (MatchResult line : lines) {
            NavigableSet<Integer> weekdays =
                    line.group(1) == null ? range(1, 7) : field(weekdayNumbers(line.group(1)), 1, 7);
            byZone.computeIfAbsent(line.group(7) == null ? "" : line.group(7), zone -> new ArrayList<>())
                    .add(new CalendarPattern(
                            field(line.group(2), 1, 12),
                            field(line.group(3), 1, 31),
                            weekdays,
                            field(line.group(4), 0, 23),
                            field(line.group(5), 0, 59)));
            second = Integer.parseInt(line.group(6));
        }
        List<DocumentPlan> plans = new ArrayList<>();
        for (Map.Entry<String, List<CalendarPattern>> each : byZone.entrySet()) {
            Optional<String> zone = Optional.of(each.getKey()).filter(name -> !name.isEmpty());
            plans.add(of(each.getValue(), zone.map(ZoneId::of), second));
        }
        return plans;
    }

    /** launchd.plist(5), StartCalendarInterval: a missing key is a wildcard; 0 and 7 are Sunday. */
    public static List<DocumentPlan> ofPropertyList(String text) {
        int start = text.indexOf("<key>StartCalendarInterval</key>");
        String array = text.substring(start, text.indexOf("</array>", start));
        List<CalendarPattern> patterns = new ArrayList<>();
        for (MatchResult dictionary :
                Pattern.compile("<dict>(.*?)</dict>").matcher(array).results().toList()) {
            Map<String, Integer> values = new TreeMap<>();
            Pattern.compile("<key>(\\w+)</key><integer>(\\d+)</integer>")
                    .matcher(dictionary.group(1))
                    .results()
                    .forEach(entry -> values.put(entry.group(1), Integer.valueOf(entry.group(2))));
            patterns.add(new CalendarPattern(
                    value(values, "Month", 1, 12),
                    value(values, "Day", 1, 31),
                    values.containsKey("Weekday") ? range((values.get("Weekday") + 6) % 7 + 1) : range(1, 7),
                    value(values, "Hour", 0, 23),
                    value(values, "Minute", 0, 59)));
        }
        return List.of(of(patterns, Optional.empty(), 0));
    }

    /** Microsoft Learn, "Task Scheduler Schema": repetitions from a start in UTC, calendar triggers in local time. */
    public static List<DocumentPlan> ofTask(String text) {
        List<CalendarPattern> inUtc = new ArrayList<>();
        List<CalendarPattern> local = new ArrayList<>();
        int second = 0;
        Matcher triggers = Pattern.compile("(?s)<(TimeTrigger|CalendarTrigger)>(.*?)</\\1>")
                .matcher(text);
        while (triggers.find()) {
            String trigger = triggers.group(2);
            String start = between(trigger, "StartBoundary").orElseThrow();
            LocalTime time =
                    LocalTime.parse(start.substring(start.indexOf('T') + 1).replace("Z", ""));
            boolean repeats = triggers.group(1).equals("TimeTrigger");
            if (repeats != start.endsWith("Z")) {
                throw new AssertionError("a clock of the wrong kind: " + trigger);
            }
            if (repeats) {
                second = time.getSecond();
                Duration interval = Duration.parse(between(trigger, "Interval").orElseThrow());
                inUtc.addAll(repeated(time, (int) interval.toMinutes()));
            } else {
                local.add(calendar(trigger, time));
            }
        }
        List<DocumentPlan> plans = new ArrayList<>();
        if (!inUtc.isEmpty()) {
            plans.add(of(inUtc, Optional.of(ZoneId.of("UTC")), second));
        }
        if (!local.isEmpty()) {
            plans.add(of(local, Optional.empty(), 0));
        }
        return plans;
    }

    private static List<CalendarPattern> repeated(LocalTime start, int minutes) {
        Map<Integer, NavigableSet<Integer>> byHour = new TreeMap<>();
        int first = start.toSecondOfDay() / 60;
        for (int minute = first % minutes; minute < 24 * 60; minute += minutes) {
            byHour.computeIfAbsent(minute / 60, hour -> new TreeSet<>()).add(minute % 60);
        }
        List<CalendarPattern> patterns = new ArrayList<>();
        byHour.forEach((hour, set) ->
                patterns.add(new CalendarPattern(range(1, 12), range(1, 31), range(1, 7), range(hour), set)));
        return patterns;
    }

    private static CalendarPattern calendar(String trigger, LocalTime time) {
        if (trigger.contains("<Weeks>")
                && !List.of("1", "2", "3", "4", "Last").stream()
                        .allMatch(week -> trigger.contains("<Week>" + week + "</Week>"))) {
            throw new AssertionError("some weeks of a month alone: " + trigger);
        }
        NavigableSet<Integer> days = new TreeSet<>();
        Pattern.compile("<Day>(\\d+)</Day>")
                .matcher(trigger)
                .results()
                .forEach(day -> days.add(Integer.valueOf(day.group(1))));
        return new CalendarPattern(
                named(trigger, MONTHS, 12),
                days.isEmpty() ? range(1, 31) : days,
                named(trigger, WEEKDAYS, 7),
                range(time.getHour()),
                range(time.getMinute()));
    }

    /** Empty elements named as months or days of the week; all where there is none. */
    private static NavigableSet<Integer> named(String trigger, List<String> names, int count) {
        NavigableSet<Integer> numbers = new TreeSet<>();
        for (MatchResult element : Pattern.compile("<([A-Z][a-z]{2})[a-z]* ?/>")
                .matcher(trigger)
                .results()
                .toList()) {
            if (names.contains(element.group(1))) {
                numbers.add(names.indexOf(element.group(1)) + 1);
            }
        }
        return numbers.isEmpty() ? range(1, count) : numbers;
    }

    private static Optional<String> between(String text, String element) {
        Matcher matcher =
                Pattern.compile("<" + element + ">(.*?)</" + element + ">").matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String weekdayNumbers(String names) {
        String numbers = names;
        for (int i = 0; i < WEEKDAYS.size(); i++) {
            numbers = numbers.replace(WEEKDAYS.get(i), Integer.toString(i + 1));
        }
        return numbers;
    }

    private static NavigableSet<Integer> field(String text, int low, int high) {
        NavigableSet<Integer> values = new TreeSet<>();
        for (String part : text.split(",")) {
            String[] stepped = part.split("/");
            String[] bounds = stepped[0].split("\\.\\.");
            boolean all = stepped[0].equals("*");
            int from = all ? low : Integer.parseInt(bounds[0]);
            int to = all || stepped.length > 1 && bounds.length == 1
                    ? high
                    : Integer.parseInt(bounds[bounds.length - 1]);
            int step = stepped.length > 1 ? Integer.parseInt(stepped[1]) : 1;
            for (int value = from; value <= to; value += step) {
                values.add(value);
            }
        }
        return values;
    }

    private static NavigableSet<Integer> value(Map<String, Integer> values, String key, int low, int high) {
        return values.containsKey(key) ? range(values.get(key)) : range(low, high);
    }

    private static NavigableSet<Integer> range(int only) {
        return range(only, only);
    }

    private static NavigableSet<Integer> range(int low, int high) {
        NavigableSet<Integer> values = new TreeSet<>();
        for (int value = low; value <= high; value++) {
            values.add(value);
        }
        return values;
    }

    private static DocumentPlan of(List<CalendarPattern> patterns, Optional<ZoneId> zone, int second) {
        PulsePlan plan = new PulsePlan(patterns, zone, false, 1, Duration.ZERO);
        return new DocumentPlan(plan, Duration.ofSeconds(second));
    }
}
