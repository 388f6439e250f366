package dev.tickover.windows;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Is what a task means, apart from how it is written: Windows orders elements anew, leaves defaults out, adds others, and
 * writes durations its own way.
 *
 * @param triggers each as one line, sorted
 * @param settings the settings that Tickover writes, by name; defaults where they are left out
 * @param others the settings that Tickover never writes and that would change what a task does
 * @param principal {@code UserId}, {@code LogonType} and {@code RunLevel}
 * @param action {@code Command}, {@code Arguments} and {@code WorkingDirectory} of the actions, one after the other
 */
record TaskMeaning(
        List<String> triggers,
        Map<String, String> settings,
        List<String> others,
        Map<String, String> principal,
        List<String> action) {

    private static final Set<String> OTHERS =
            Set.of("RestartOnFailure", "DeleteExpiredTaskAfter", "MaintenanceSettings", "NetworkProfileName");

    /** What a trigger may leave out. */
    private static final Set<String> TRIGGER_DEFAULTS =
            Set.of("Enabled=true", "Repetition/StopAtDurationEnd=false", "Delay=PT0S", "RandomDelay=PT0S");

    static TaskMeaning of(XmlElement task, TriggerSet rung) {
        return new TaskMeaning(triggers(task, rung), settings(task), others(task), principal(task), action(task));
    }

    boolean isEnabled() {
        return "true".equals(settings.get("Enabled"));
    }

    private static List<String> triggers(XmlElement task, TriggerSet rung) {
        return task.child("Triggers").stream()
                .flatMap(triggers -> triggers.children().stream())
                .filter(trigger -> rung.keeps(trigger.name()))
                .map(TaskMeaning::line)
                .sorted()
                .toList();
    }

    private static String line(XmlElement trigger) {
        List<String> leaves = new ArrayList<>();
        trigger.children().forEach(child -> addLeaves("", child, leaves));
        leaves.removeAll(TRIGGER_DEFAULTS);
        leaves.sort(null);
        return trigger.name() + ' ' + String.join(" ", leaves);
    }

    private static void addLeaves(String path, XmlElement element, List<String> leaves) {
        String here = path + element.name();
        if (element.children().isEmpty()) {
            leaves.add(here + '=' + normal(element.text()));
        }
        element.children().forEach(child -> addLeaves(here + '/', child, leaves));
    }

    private static Map<String, String> settings(XmlElement task) {
        Map<String, String> settings = new TreeMap<>(SettingDefaults.ALL);
        settings.replaceAll((name, value) ->
                normal(task.textAt("Settings", name).map(String::strip).orElse(value)));
        return settings;
    }

    private static List<String> others(XmlElement task) {
        return task.child("Settings").stream()
                .flatMap(settings -> settings.children().stream())
                .map(XmlElement::name)
                .filter(OTHERS::contains)
                .sorted()
                .toList();
    }

    private static Map<String, String> principal(XmlElement task) {
        Map<String, String> principal = new TreeMap<>(Map.of("RunLevel", "LeastPrivilege"));
        for (String name : List.of("UserId", "LogonType", "RunLevel")) {
            task.textAt("Principals", "Principal", name).ifPresent(value -> principal.put(name, value.strip()));
        }
        return principal;
    }

    private static List<String> action(XmlElement task) {
        List<String> action = new ArrayList<>();
        for (XmlElement child : task.child("Actions").map(XmlElement::children).orElse(List.of())) {
            action.add(child.textAt("Command").orElse(child.name()));
            action.add(child.textAt("Arguments").orElse(""));
            action.add(child.textAt("WorkingDirectory").orElse(""));
        }
        return action;
    }

    /** Writes durations one way: PT60S, PT1M and P0DT0H1M0S are the same. */
    private static String normal(String value) {
        if (!value.startsWith("P")) {
            return value.strip();
        }
        try {
            return Duration.parse(value.strip()).toString();
        } catch (DateTimeParseException noDuration) {
            return value.strip();
        }
    }
}
