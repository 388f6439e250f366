package dev.tickover.launchd;

import dev.tickover.launchd.PropertyListWriter.Member;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders the property list of one job (launchd.plist(5)). What is not in it is left out on purpose:
 *
 * <ul>
 *   <li>{@code StartInterval}, unless it is asked for: its firings are lost in sleep, and were seen held for hours;
 *   <li>{@code KeepAlive}: would start a tick again as soon as it ended;
 *   <li>{@code ProcessType}, {@code Nice}, {@code LowPriorityIO}: the standard limits are light; as a background process
 *       a JVM's start may take seconds;
 *   <li>{@code ThrottleInterval}: the default, ten seconds between two starts, is fine;
 *   <li>{@code Umask}: the applications and commands that a tick starts would inherit it; the log folder is private;
 *   <li>{@code LimitLoadToSessionType}: by default an agent belongs to the graphical session into which it is loaded;
 *   <li>{@code EnableGlobbing}: would rewrite paths with a {@code *} in them.
 * </ul>
 *
 * @param label the job's label
 * @param title what it is, for people
 * @param command the program, an absolute path, and its arguments
 * @param starts when it starts
 * @param workingFolder where it runs
 * @param log where it writes what it prints
 * @param outlived whether a process that it started is to outlive it
 * @param bundleId the bundle identifier of the application that it is shown as a part of
 */
record JobDocument(
        String label,
        String title,
        List<String> command,
        Starts starts,
        Path workingFolder,
        Path log,
        boolean outlived,
        Optional<String> bundleId) {

    /** From asking a tick to end to making it end; without the key it was seen to be 5 s, and 20 s of old. */
    static final int EXIT_TIMEOUT_SECONDS = 15;

    private static final String SEARCH_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

    /**
     * Checks the texts.
     *
     * @throws IllegalArgumentException if one holds a control character; the message is for people
     */
    JobDocument {
        command = List.copyOf(command);
        command.forEach(argument -> refuseControls("an argument of the tick command", argument));
        refuseControls("the path of the state folder", workingFolder.toString());
        refuseControls("the path of the log", log.toString());
    }

    String text() {
        return PropertyListWriter.write(
                List.of(title, "Made by tickover install, which overwrites changes."), members());
    }

    List<String> triggers() {
        List<String> triggers = new ArrayList<>();
        starts.summary().forEach(line -> triggers.add(starts.key() + ": " + line));
        triggers.add("RunAtLoad");
        return triggers;
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        members.add(new Member("Label", text(label)));
        members.add(new Member("ProgramArguments", PropertyList.Array.ofTexts(command)));
        members.add(commented(starts.key(), starts.value(), String.join("; ", starts.summary())));
        members.add(commented(
                "RunAtLoad",
                new PropertyList.Truth(true),
                "At each login, or boot, too: launchd makes up for sleep, but not for times when it was off."));
        if (outlived) {
            members.add(commented(
                    "AbandonProcessGroup",
                    new PropertyList.Truth(true),
                    "The application that a tick starts outlives the tick."));
        }
        members.add(new Member("ExitTimeOut", new PropertyList.Whole(EXIT_TIMEOUT_SECONDS)));
        members.add(new Member("WorkingDirectory", text(workingFolder.toString())));
        members.add(new Member("StandardOutPath", text(log.toString())));
        members.add(new Member("StandardErrorPath", text(log.toString())));
        members.add(new Member("EnvironmentVariables", environment()));
        // Without it the Login Items name a job by its program, which is Java's (launchd.plist(5)).
        bundleId.ifPresent(id -> members.add(commented(
                "AssociatedBundleIdentifiers",
                PropertyList.Array.ofTexts(List.of(id)),
                "The application that the Login Items show this as a part of.")));
        return members;
    }

    private static PropertyList environment() {
        Map<String, PropertyList> variables = new LinkedHashMap<>();
        variables.put("PATH", text(SEARCH_PATH));
        return new PropertyList.Dictionary(variables);
    }

    private static Member commented(String key, PropertyList value, String comment) {
        return new Member(key, value, Optional.of(comment));
    }

    private static PropertyList text(String value) {
        return new PropertyList.Text(value);
    }

    /** An argument with a line end in it could pass for launchd's own word in what {@code launchctl print} says. */
    private static void refuseControls(String what, String text) {
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " holds a control character, which launchd's jobs should not: "
                    + text.codePoints()
                            .map(c -> Character.isISOControl(c) ? 0xfffd : c)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
        }
    }
}
