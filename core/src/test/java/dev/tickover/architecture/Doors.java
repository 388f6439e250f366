package dev.tickover.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds code that reaches the clock, other processes, the environment or the console past {@code dev.tickover.machine}:
 * only what is given these can be tested exactly.
 */
public final class Doors {

    /** What only a door may call, matched against the beginning of {@code java.lang.System.exit (I)V}. */
    private static final Pattern GUARDED = Pattern.compile(String.join(
            "|",
            "java\\.time\\.\\w+\\.now \\((Ljava/time/ZoneId;)?\\)",
            "java\\.time\\.(Clock|InstantSource)\\.(system|tick)",
            "java\\.time\\.ZoneId\\.systemDefault ",
            "java\\.util\\.TimeZone\\.getDefault ",
            "java\\.util\\.Calendar\\.getInstance ",
            "java\\.util\\.(Gregorian)?(Date|Calendar)\\.<init> \\(\\)V",
            "java\\.lang\\.System\\.(currentTimeMillis|nanoTime) ",
            "java\\.lang\\.System\\.(getenv|getProperty|getProperties|setProperty|in|out|err|console|exit) ",
            "java\\.lang\\.(Integer\\.getInteger|Long\\.getLong|Boolean\\.getBoolean) ",
            "java\\.lang\\.(ProcessBuilder|ProcessHandle)\\.",
            "java\\.lang\\.Runtime\\.(exec|exit|halt) ",
            "java\\.lang\\.Thread\\.sleep ",
            "java\\.util\\.concurrent\\.TimeUnit\\.sleep ",
            // Who asks for the system's own is not given it, however many doors the call goes through.
            "dev\\.tickover\\.machine\\.(Clocks|Processes|PowerSupply)\\.system ",
            "dev\\.tickover\\.machine\\.Environment\\.current ",
            "dev\\.tickover\\.tick\\.Machine\\.system "));

    private Doors() {}

    /**
     * Allows one thing past the doors.
     *
     * @param owner the binary name of the class, its nested classes included, or of a package with all in it
     * @param call the call as {@code java.lang.System.exit}
     * @param reason why that is right there
     */
    public record Exemption(String owner, String call, String reason) {

        boolean covers(String className, String member) {
            boolean mine =
                    className.equals(owner) || className.startsWith(owner + "$") || className.startsWith(owner + ".");
            return mine && (member.startsWith(call + " ") || call.equals("*"));
        }
    }

    /**
     * Looks through the compiled classes of a module.
     *
     * @param classes their folder
     * @param exemptions what is allowed
     * @return one line for each call past the doors, and for each exemption that nothing needs any more
     */
    public static List<String> violations(Path classes, List<Exemption> exemptions) {
        List<String> violations = new ArrayList<>();
        Set<Exemption> needed = new HashSet<>();
        for (ClassFile file : ClassFile.allBelow(classes)) {
            for (String member : file.members()) {
                if (GUARDED.matcher(member).lookingAt()) {
                    List<Exemption> covering = exemptions.stream()
                            .filter(exemption -> exemption.covers(file.name(), member))
                            .toList();
                    needed.addAll(covering);
                    if (covering.isEmpty()) {
                        violations.add(file.name() + " calls " + member + "; it should be given that by the machine");
                    }
                }
            }
        }
        exemptions.stream()
                .filter(exemption -> !exemption.call().equals("*") && !needed.contains(exemption))
                .forEach(unused -> violations.add("nothing needs the exemption any more: " + unused));
        return violations;
    }
}
