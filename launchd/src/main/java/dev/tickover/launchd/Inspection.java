package dev.tickover.launchd;

import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Problem;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Looks at an application's jobs on disk and in launchd.
 *
 * @param folder the property lists
 * @param logs where the jobs write
 * @param launchctl makes the commands
 * @param runner runs them
 */
record Inspection(JobFolder folder, LogFolder logs, Launchctl launchctl, CommandRunner runner) {

    Inventory inventory() {
        CommandResult listed = runner.run(Launchctl.command("list"));
        SortedSet<String> entries = entriesOnDisk();
        labelsIn(listed).forEach(label -> folder.labels().entryOf(label).ifPresent(entries::add));
        if (entries.isEmpty()) {
            return Inventory.EMPTY;
        }
        Map<String, Found> found = new HashMap<>();
        if (listed instanceof CommandResult.Exited) {
            Set<String> disabled = disabled();
            entries.forEach(entry -> found.put(entry, look(entry, disabled)));
        } else {
            // Missing or hanging: to ask it again for each entry would take ten seconds each time.
            entries.forEach(entry -> found.put(entry, unanswered(entry, listed)));
        }
        return new Inventory(found);
    }

    /** launchctl(1), {@code list}: "the PID …, the last exit status …, the label", with a heading. */
    private static List<String> labelsIn(CommandResult listed) {
        return listed instanceof CommandResult.Exited exited && exited.code() == 0
                ? exited.out()
                        .lines()
                        .map(line -> line.split("\t", 3))
                        .filter(columns -> columns.length == 3)
                        .map(columns -> columns[2].strip())
                        .toList()
                : List.of();
    }

    private Set<String> disabled() {
        CommandResult result = runner.run(launchctl.printDisabled());
        return result instanceof CommandResult.Exited exited && exited.code() == 0
                ? DisabledLabels.parse(exited.out())
                : Set.of();
    }

    private SortedSet<String> entriesOnDisk() {
        try {
            return folder.entries();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder.folder(), e);
        }
    }

    private Found look(String entry, Set<String> disabledLabels) {
        List<Problem> problems = new ArrayList<>();
        Map<Path, String> documents = documents(entry, problems);
        boolean disabled = disabledLabels.contains(folder.labels().label(entry));
        addIf(disabled, Problems.DISABLED, problems);
        boolean active = isLoaded(entry, problems);
        addIf(!Files.isDirectory(logs.folder()), Problems.NO_LOG_FOLDER, problems);
        return new Found(documents, !disabled && !documents.isEmpty(), active, Optional.empty(), problems);
    }

    private Map<Path, String> documents(String entry, List<Problem> problems) {
        Path path = folder.path(entry);
        try {
            Optional<String> target = folder.linkTarget(entry);
            target.ifPresent(it -> problems.add(Problems.symbolicLink(path, it)));
            Optional<String> content = folder.content(entry);
            if (content.isPresent()) {
                addIf(folder.mayOthersWrite(entry), Problems.OTHERS_MAY_WRITE, problems);
                readLabel(entry, content.get(), problems);
            } else {
                addIf(target.isEmpty(), Problems.missing(path), problems);
            }
            return content.map(text -> Map.of(path, text)).orElse(Map.of());
        } catch (IOException unreadable) {
            problems.add(Problems.unreadable(path, String.valueOf(unreadable.getMessage())));
            return Map.of();
        }
    }

    private void readLabel(String entry, String content, List<Problem> problems) {
        String wanted = folder.labels().label(entry);
        try {
            PropertyList list = PropertyListReader.read(content);
            Optional<PropertyList> label =
                    list instanceof PropertyList.Dictionary job ? job.get("Label") : Optional.empty();
            if (!label.equals(Optional.of(new PropertyList.Text(wanted)))) {
                problems.add(Problems.otherLabel(
                        label.orElse(null) instanceof PropertyList.Text text ? text.value() : "none"));
            }
        } catch (MalformedPropertyListException malformed) {
            problems.add(Problems.malformed(folder.path(entry), malformed.getMessage()));
        }
    }

    /** Exit code 0 of {@code print} says that a job is loaded, 113 that it is not; no other word of launchd is as sure. */
    private boolean isLoaded(String entry, List<Problem> problems) {
        CommandResult result = runner.run(launchctl.print(entry));
        if (!(result instanceof CommandResult.Exited exited)) {
            problems.add(Problems.unanswered(result.summary()));
            return false;
        }
        if (exited.code() == 0) {
            findFaults(entry, ServicePrint.parse(exited.out()), problems);
            return true;
        }
        boolean gone = exited.code() == LaunchctlExit.NO_SERVICE.code()
                || exited.code() == LaunchctlExit.NO_SUCH_PROCESS.code();
        problems.add(gone ? Problems.NOT_LOADED : Problems.unanswered(LaunchctlExit.explain(exited.code())));
        return false;
    }

    private void findFaults(String entry, ServicePrint print, List<Problem> problems) {
        print.path()
                .filter(path -> !isOurs(path, folder.path(entry)))
                .ifPresent(path -> problems.add(Problems.foreign(path, launchctl.target(entry))));
        print.heldBecause().ifPresent(why -> problems.add(Problems.held(why)));
        addIf(
                print.lastExitCode().equals(Optional.of(LaunchctlExit.CONFIGURATION.code())),
                Problems.NOT_STARTED,
                problems);
    }

    private static boolean isOurs(String loadedFrom, Path ours) {
        try {
            Path loaded = Path.of(loadedFrom);
            return loaded.equals(ours) || Files.exists(loaded) && Files.exists(ours) && Files.isSameFile(loaded, ours);
        } catch (IOException | java.nio.file.InvalidPathException otherwise) {
            return false;
        }
    }

    private Found unanswered(String entry, CommandResult result) {
        List<Problem> problems = new ArrayList<>();
        Map<Path, String> documents = documents(entry, problems);
        problems.add(Problems.unanswered(result.summary()));
        return new Found(documents, !documents.isEmpty(), false, Optional.empty(), problems);
    }

    private static void addIf(boolean wrong, Problem problem, List<Problem> problems) {
        if (wrong) {
            problems.add(problem);
        }
    }
}
