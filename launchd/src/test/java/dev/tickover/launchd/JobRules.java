package dev.tickover.launchd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Restates launchd.plist(5) (as shipped with Xcode 27, dated 30 July 2019) as far as our jobs may go: the keys, their
 * types and ranges, and what the manual or the measured engine makes dangerous. Independent of the code under test.
 */
final class JobRules {

    /** Every key that a job of ours may hold; anything else is a violation, as the manual's other 60 keys would be. */
    private static final Map<String, Class<? extends PropertyList>> KEYS = Map.ofEntries(
            Map.entry("Label", PropertyList.Text.class),
            Map.entry("ProgramArguments", PropertyList.Array.class),
            Map.entry("RunAtLoad", PropertyList.Truth.class),
            Map.entry("StartCalendarInterval", PropertyList.Array.class),
            Map.entry("StartInterval", PropertyList.Whole.class),
            Map.entry("AbandonProcessGroup", PropertyList.Truth.class),
            Map.entry("ExitTimeOut", PropertyList.Whole.class),
            Map.entry("WorkingDirectory", PropertyList.Text.class),
            Map.entry("StandardOutPath", PropertyList.Text.class),
            Map.entry("StandardErrorPath", PropertyList.Text.class),
            Map.entry("EnvironmentVariables", PropertyList.Dictionary.class),
            Map.entry("AssociatedBundleIdentifiers", PropertyList.Array.class));

    private static final Set<String> NEEDED =
            Set.of("Label", "ProgramArguments", "RunAtLoad", "ExitTimeOut", "StandardOutPath");

    /** "There's no Year and no Second." */
    private static final Map<String, long[]> CALENDAR = Map.of(
            "Minute", new long[] {0, 59},
            "Hour", new long[] {0, 23},
            "Day", new long[] {1, 28},
            "Weekday", new long[] {0, 7},
            "Month", new long[] {1, 12});

    private final List<String> violations = new ArrayList<>();

    private JobRules() {}

    static List<String> violations(Path path, PropertyList list) {
        JobRules rules = new JobRules();
        if (list instanceof PropertyList.Dictionary job) {
            rules.look(path, job);
        } else {
            rules.violations.add("no dictionary");
        }
        return rules.violations;
    }

    private void look(Path path, PropertyList.Dictionary job) {
        NEEDED.forEach(key -> check(job.get(key).isPresent(), key + " is missing"));
        job.entries().forEach((key, value) -> {
            Class<?> type = KEYS.get(key);
            check(type != null && type.isInstance(value), key + " is unknown or of a wrong type: " + value);
        });
        String label = text(job, "Label");
        check(label.matches("[A-Za-z0-9._-]+"), "label: " + label);
        check(path.getFileName().toString().equals(label + ".plist"), "file and label differ: " + path);
        check(path.isAbsolute() && text(job, "WorkingDirectory").startsWith("/"), "a relative path");
        check(text(job, "StandardOutPath").startsWith("/"), "a relative log");
        check(job.get("StandardOutPath").equals(job.get("StandardErrorPath")), "two logs");
        for (String guarded : List.of("/Desktop/", "/Documents/", "/Downloads/")) {
            check(!text(job, "StandardOutPath").contains(guarded), "a log in a folder that macOS guards");
        }
        lookAtProgram(array(job, "ProgramArguments"));
        lookAtStarts(job);
        if (job.get("AssociatedBundleIdentifiers").isPresent()) {
            List<PropertyList> bundles = array(job, "AssociatedBundleIdentifiers");
            check(bundles.size() == 1 && bundles.get(0) instanceof PropertyList.Text, "bundles: " + bundles);
        }
        check(job.get("ExitTimeOut").equals(Optional.of(new PropertyList.Whole(15))), "ExitTimeOut");
        check(job.get("RunAtLoad").equals(Optional.of(new PropertyList.Truth(true))), "RunAtLoad");
        if (job.get("EnvironmentVariables").orElse(null) instanceof PropertyList.Dictionary variables) {
            variables.entries().values().forEach(it -> check(it instanceof PropertyList.Text, "variable: " + it));
        }
    }

    private void lookAtProgram(List<PropertyList> arguments) {
        check(!arguments.isEmpty(), "no program");
        arguments.forEach(it -> check(it instanceof PropertyList.Text, "no text: " + it));
        check(((PropertyList.Text) arguments.get(0)).value().startsWith("/"), "the program's path is not absolute");
    }

    /** "StartInterval and StartCalendarInterval are not aware of each other": one of them. */
    private void lookAtStarts(PropertyList.Dictionary job) {
        if (job.get("StartInterval").orElse(null) instanceof PropertyList.Whole interval) {
            check(job.get("StartCalendarInterval").isEmpty(), "both an interval and a calendar");
            check(interval.value() >= 60 && interval.value() <= Integer.MAX_VALUE, "interval: " + interval);
            check(!text(job, "Label").endsWith(".sweep"), "a sweep that loses its starts in sleep");
        } else {
            lookAtCalendar(array(job, "StartCalendarInterval"));
        }
    }

    private void lookAtCalendar(List<PropertyList> intervals) {
        check(!intervals.isEmpty() && intervals.size() <= 288, intervals.size() + " intervals");
        check(new HashSet<>(intervals).size() == intervals.size(), "an interval twice");
        for (PropertyList element : intervals) {
            Map<String, PropertyList> interval = ((PropertyList.Dictionary) element).entries();
            check(interval.containsKey("Minute"), "without a minute it starts sixty times: " + interval);
            check(
                    !interval.containsKey("Weekday") || !interval.containsKey("Day") && !interval.containsKey("Month"),
                    "Weekday beside Day means either, beside Month all year: " + interval);
            interval.forEach((key, value) -> {
                long[] range = CALENDAR.getOrDefault(key, new long[] {1, 0});
                long number = ((PropertyList.Whole) value).value();
                check(number >= range[0] && number <= range[1], key + " " + number);
            });
        }
    }

    private static List<PropertyList> array(PropertyList.Dictionary job, String key) {
        return job.get(key).orElse(null) instanceof PropertyList.Array array ? array.elements() : List.of();
    }

    private static String text(PropertyList.Dictionary job, String key) {
        return job.get(key).orElse(null) instanceof PropertyList.Text text ? text.value() : "";
    }

    private void check(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }
}
