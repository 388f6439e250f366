package dev.tickover.launchd;

import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Problem;
import dev.tickover.machine.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Plans the removal of entries. A job is unloaded by its label before its property list is deleted, else it would stay
 * loaded until the next logout. A job of the same label that was loaded from elsewhere is not ours, and stays.
 *
 * <p>What stays behind is launchd's own note that a label is switched on or off: there is no command that removes it.
 *
 * @param folder where the property lists are
 * @param logs where the jobs write
 * @param steps makes the steps of one job
 * @param doomed the entries
 */
record Removal(JobFolder folder, LogFolder logs, JobSteps steps, SortedMap<String, Found> doomed) {

    /** Unloads the jobs and deletes their property lists. */
    List<PlanStep> remove() {
        List<PlanStep> all = new ArrayList<>();
        doomed.forEach((entry, found) -> {
            Path path = folder.path(entry);
            if (!found.has(Problem.Kind.ELSEWHERE)) {
                all.addAll(steps.loadAfterUndo(entry, path, found));
                all.addAll(steps.unloadAfterUndo(entry));
                all.addAll(steps.unload(entry));
            }
            all.add(new PlanStep.Delete(path));
        });
        return all;
    }

    /** Unloads what older tools may have loaded elsewhere under the same labels. */
    List<PlanStep> unloadFromBackground() {
        List<PlanStep> all = new ArrayList<>();
        doomed.keySet().forEach(entry -> steps.unloadFromBackground(entry).ifPresent(all::add));
        return all;
    }

    /** Deletes the logs; comes last, since it is not undone: a log may be too large to be kept for that. */
    List<PlanStep> deleteLogs() {
        if (doomed.isEmpty()) {
            return List.of();
        }
        List<String> remove = new ArrayList<>(List.of("rm", "-f", "--"));
        doomed.keySet().forEach(entry -> remove.addAll(logs.files(entry)));
        return List.of(new PlanStep.Run(Command.of(remove), "delete the logs", Set.of(0)));
    }

    /** Removes the folders of the logs, which nothing needs any more. */
    List<PlanStep> removeLogFolder() {
        return List.of(
                new PlanStep.AfterUndo(makeFolder(logs)),
                // 1: there is still something in it.
                new PlanStep.Run(removeFolders(logs), "remove the log folder if it is empty", Set.of(0, 1)));
    }

    /** The application's own is for its user alone: what is printed may be private. */
    static Command makeFolder(LogFolder logs) {
        return Command.of("mkdir", "-p", "-m", "700", "--", logs.folder().toString());
    }

    static Command removeFolders(LogFolder logs) {
        Path parent = logs.folder().getParent();
        return Command.of("rmdir", "--", logs.folder().toString(), String.valueOf(parent));
    }
}
