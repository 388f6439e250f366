package dev.tickover.installer.importing;

import dev.tickover.importing.Draft;
import dev.tickover.schedule.Schedule;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names that a manifest takes, each once. Names that differ in case alone would share files on some systems. */
final class ScheduleNames {

    private static final int LONGEST = 64;
    private static final String FALLBACK = "job";

    /** Words that begin a shell line without being what it is about. */
    private static final Set<String> BEGINNINGS = Set.of(
            "cd", "sudo", "nice", "ionice", "env", "exec", "sh", "bash", "test", "nohup", "flock", "timeout", "python",
            "python3", "perl", "ruby", "node", "php", "java", "if", "then", "and");

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Returns a name like the hint that no other schedule has. */
    String next(String hint) {
        String plain = plain(hint);
        String name = plain;
        while (!taken.add(name.toLowerCase(Locale.ROOT))) {
            // Counted for each name, so that a thousand jobs of one name do not try a thousand numbers each.
            String suffix = "-" + numbers.merge(plain.toLowerCase(Locale.ROOT), 1, Integer::sum);
            name = cut(plain, LONGEST - suffix.length()) + suffix;
        }
        numbers.putIfAbsent(plain.toLowerCase(Locale.ROOT), 1);
        return name;
    }

    /** Finds the program that a shell line is about. */
    static String hintOf(String shellLine) {
        String first = "";
        for (String word :
                shellLine.substring(0, Math.min(shellLine.length(), 1000)).split("[\\s;&|()\"']+")) {
            String program = Draft.nameOf(word);
            boolean option = word.startsWith("-") || word.indexOf('=') >= 0 || word.matches("[\\[\\]{}!<>0-9].*");
            if (program.isEmpty() || option) {
                continue;
            }
            if (!BEGINNINGS.contains(program)) {
                boolean folder = first.equals("cd");
                first = program;
                if (!folder) {
                    return program;
                }
            } else {
                first = program;
            }
        }
        return first;
    }

    private static String plain(String hint) {
        String ascii = Normalizer.normalize(hint.substring(0, Math.min(hint.length(), 500)), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9_-]+", "-")
                .replaceAll("^[^A-Za-z0-9]+", "");
        String name = cut(ascii, LONGEST);
        if (name.equals(Schedule.SWEEP)) {
            return "sweep-job";
        }
        return Schedule.isName(name) ? name : FALLBACK;
    }

    private static String cut(String name, int length) {
        return name.substring(0, Math.min(length, name.length())).replaceAll("[-_]+$", "");
    }
}
