package dev.tickover.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares a task as it is with the one that was meant. */
final class Drift {

    /**
     * One difference.
     *
     * @param name the setting, or the part of the principal, that differs; empty if it is something else
     * @param text one line for people
     */
    record Difference(String name, String text) {
        Difference(String text) {
            this("", text);
        }
    }

    private Drift() {}

    /** Finds the highest rung on which the task is as it was meant; empty if it is on none. */
    static Optional<TriggerSet> rung(XmlElement meant, XmlElement actual) {
        TriggerSet[] rungs = TriggerSet.values();
        for (int i = rungs.length - 1; i >= 0; i--) {
            if (between(TaskMeaning.of(meant, rungs[i]), TaskMeaning.of(actual, TriggerSet.ALL))
                    .isEmpty()) {
                return Optional.of(rungs[i]);
            }
        }
        return Optional.empty();
    }

    static List<Difference> between(TaskMeaning meant, TaskMeaning actual) {
        List<Difference> differences = new ArrayList<>();
        List<String> missing = new ArrayList<>(meant.triggers());
        actual.triggers().forEach(missing::remove);
        List<String> added = new ArrayList<>(actual.triggers());
        meant.triggers().forEach(added::remove);
        missing.forEach(trigger -> differences.add(new Difference("a trigger is missing: " + trigger)));
        added.forEach(trigger -> differences.add(new Difference("a trigger was added: " + trigger)));
        for (String name : new TreeSet<>(meant.settings().keySet())) {
            addIfOther(name, meant.settings().get(name), actual.settings().get(name), differences);
        }
        actual.others().stream()
                .filter(name -> !meant.others().contains(name))
                .forEach(name -> differences.add(new Difference(name, name + " was added")));
        meant.principal()
                .forEach((name, value) ->
                        addIfOther(name, value, actual.principal().get(name), differences));
        boolean sameAction = meant.action().size() == actual.action().size();
        for (int i = 0; sameAction && i < meant.action().size(); i++) {
            sameAction = isSame(meant.action().get(i), actual.action().get(i));
        }
        if (!sameAction) {
            differences.add(new Difference(
                    "it runs " + String.join(" ", actual.action()).strip()));
        }
        return differences;
    }

    /** Compares texts of which the second may have lost what is not ASCII, in whatever encoding it came. */
    static boolean isSame(String meant, String actual) {
        if (meant.equals(actual)) {
            return true;
        }
        StringBuilder pattern = new StringBuilder();
        boolean tolerant = false;
        int start = 0;
        while (start < meant.length()) {
            boolean ascii = meant.charAt(start) < 0x80;
            int end = start;
            while (end < meant.length() && meant.charAt(end) < 0x80 == ascii) {
                end++;
            }
            // Four bytes at most make a character, in any of the encodings.
            pattern.append(ascii ? Pattern.quote(meant.substring(start, end)) : "(?s:.{0," + 4 * (end - start) + "})");
            tolerant |= !ascii;
            start = end;
        }
        return tolerant && Pattern.matches(pattern.toString(), actual);
    }

    private static void addIfOther(String name, String meant, String actual, List<Difference> differences) {
        if (!meant.equals(actual)) {
            differences.add(
                    new Difference(name, name + " is " + (actual == null ? "missing" : actual) + ", not " + meant));
        }
    }
}
