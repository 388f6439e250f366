package dev.tickover.launchd;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code launchctl print-disabled} says, in both of its forms. */
final class DisabledLabels {

    /** {@code "label" => disabled}; before macOS 13 {@code "label" => true}, where true meant disabled. */
    private static final Pattern LINE = Pattern.compile("\\s*\"([^\"]*)\" => (\\w+)\\s*");

    private DisabledLabels() {}

    static Set<String> parse(String output) {
        Map<String, Boolean> disabled = new TreeMap<>();
        for (String line : output.split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                disabled.put(
                        matcher.group(1),
                        matcher.group(2).equals("disabled") || matcher.group(2).equals("true"));
            }
        }
        Set<String> labels = new TreeSet<>(disabled.keySet());
        labels.removeIf(label -> !disabled.get(label));
        return labels;
    }
}
