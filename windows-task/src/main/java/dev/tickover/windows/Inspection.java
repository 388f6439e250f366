package dev.tickover.windows;

import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Problem;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Looks at an application's documents and at what Task Scheduler holds. The tasks of all are listed once, for those
 * whose document is lost; each of the application is then asked for by itself, since one damaged task of anybody makes
 * the list fail.
 *
 * @param documents the documents
 * @param names how the application's tasks are named
 * @param runner runs schtasks
 * @param windows tells of the tasks' runs
 */
record Inspection(DocumentFolder documents, TaskNames names, CommandRunner runner, TaskRuns windows) {

    /** A transient file of this kind holds a task as it was found, so that a roll back can register it again. */
    static final String FORMER = "former";

    Inventory inventory() {
        CommandResult all = runner.run(Schtasks.queryAll());
        SortedSet<String> entries = documents.entries();
        entries.addAll(registered(all));
        Map<String, Found> found = new HashMap<>();
        for (String entry : entries) {
            found.put(entry, look(entry, runner.run(Schtasks.query(names.task(entry))), all));
        }
        return new Inventory(withRuns(found));
    }

    /** Adds what Task Scheduler knows of the runs of what it holds. */
    private Map<String, Found> withRuns(Map<String, Found> found) {
        List<String> tasks = new TreeMap<>(found)
                .entrySet().stream()
                        .filter(entry -> entry.getValue().active())
                        .map(entry -> names.task(entry.getKey()))
                        .toList();
        Map<String, TaskRun> runs = windows.of(tasks);
        Map<String, TaskRun> known = runs.isEmpty() ? new PowerShellTaskRuns(runner).of(tasks) : runs;
        Map<String, Found> all = new HashMap<>(found);
        all.replaceAll((entry, it) -> Optional.ofNullable(known.get(names.task(entry)))
                .map(run -> withRun(it, run))
                .orElse(it));
        return all;
    }

    private static Found withRun(Found found, TaskRun run) {
        List<Problem> problems = new ArrayList<>(found.problems());
        problems.addAll(run.problems(found.enabled()));
        return new Found(found.documents(), found.enabled(), found.active(), run.next(), problems);
    }

    private List<String> registered(CommandResult all) {
        if (!(all instanceof CommandResult.Exited exited)) {
            return List.of();
        }
        return TaskReader.readAll(TaskReader.decode(exited.out())).stream()
                .flatMap(task -> task.textAt("RegistrationInfo", "URI").stream())
                .flatMap(uri -> names.entryOfTask(uri).stream())
                .toList();
    }

    private Found look(String entry, CommandResult result, CommandResult all) {
        SortedMap<Path, String> files = new TreeMap<>(documents.documents(entry));
        if (!(result instanceof CommandResult.Exited exited)) {
            return found(files, false, List.of(Problems.unanswered(result.summary())));
        }
        if (exited.code() != 0) {
            // One exit code for "no such task" and for all else: whether it answers at all, the list has shown.
            Problem problem = all.succeeded()
                    ? Problems.NOT_REGISTERED
                    : Problems.unanswered(Refusal.of(result).reason());
            return found(files, false, List.of(problem));
        }
        String stored = TaskReader.decode(exited.out());
        Optional<XmlElement> actual = TaskReader.read(stored);
        Optional<String> own = Optional.ofNullable(files.get(documents.document(entry)));
        Optional<XmlElement> meant = own.flatMap(TaskReader::read);
        Optional<TriggerSet> rung =
                meant.isPresent() && actual.isPresent() ? Drift.rung(meant.get(), actual.get()) : Optional.empty();
        Path former = documents.folder().resolve(names.transientFile(entry, FORMER));
        if (rung.isPresent()) {
            // From its own text where it can be: what was printed may have lost characters.
            rung.filter(it -> it != TriggerSet.ALL).ifPresent(it -> files.put(former, it.of(own.orElseThrow())));
        } else if (actual.isPresent() && stored.indexOf(TaskReader.UNKNOWN) < 0) {
            files.put(former, asDocument(stored));
        }
        boolean enabled =
                actual.isEmpty() || TaskMeaning.of(actual.get(), TriggerSet.ALL).isEnabled();
        return found(files, enabled, rung.map(Inspection::note).orElseGet(() -> problems(own, meant, actual)));
    }

    private static List<Problem> note(TriggerSet rung) {
        return switch (rung) {
            case ALL -> List.of();
            case SESSION -> List.of(Problems.NO_WAKE);
            case TIMES -> List.of(Problems.NO_SESSION);
        };
    }

    private static List<Problem> problems(
            Optional<String> own, Optional<XmlElement> meant, Optional<XmlElement> actual) {
        if (actual.isEmpty()) {
            return List.of(Problems.UNREADABLE);
        }
        if (meant.isEmpty()) {
            return List.of(
                    own.isPresent()
                            ? Problems.changed(new Drift.Difference("its document is damaged"))
                            : Problems.NO_DOCUMENT);
        }
        TaskMeaning is = TaskMeaning.of(actual.get(), TriggerSet.ALL);
        List<Problem> problems = new ArrayList<>();
        if (!is.isEnabled()) {
            problems.add(Problems.DISABLED);
        }
        Drift.between(TaskMeaning.of(meant.get(), TriggerSet.ALL), is).stream()
                .filter(difference -> !difference.name().equals("Enabled"))
                .forEach(difference -> problems.add(Problems.changed(difference)));
        return problems;
    }

    /** Returns what Task Scheduler printed as a document that it takes: other than what it prints, that is UTF-16. */
    private static String asDocument(String stored) {
        int start = stored.indexOf("<Task");
        return "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n" + stored.substring(Math.max(0, start));
    }

    private static Found found(Map<Path, String> files, boolean registered, List<Problem> problems) {
        return new Found(files, registered, registered, Optional.empty(), problems);
    }
}
