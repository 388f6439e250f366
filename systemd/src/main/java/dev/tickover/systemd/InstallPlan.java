package dev.tickover.systemd;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Problem;
import dev.tickover.backend.Translation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Plans the way from what is there to a deployment.
 *
 * <p>An executor that fails at a step undoes the steps before it, last first, and knows nothing of a step that was half
 * done, such as {@code enable --now} of two timers of which one started. So nothing here relies on a command's own undo:
 * each command is preceded by an {@link PlanStep.AfterUndo} that brings back the former state however far the command got.
 * Read from the end, the plan is the roll back:
 *
 * <ol>
 *   <li>stop the timers that did not run before, remove their stamps, disable those that were not enabled before: while
 *       their unit files are still there, which all three need;
 *   <li>put back deleted and replaced unit files;
 *   <li>enable again what was enabled, which needs the files;
 *   <li>have systemd read the files;
 *   <li>restart the timers that ran, which needs the former files read.
 * </ol>
 *
 * A stamp that was removed is not brought back: its timer, restarted, makes a new one, and what is owed stands in the
 * application's own state.
 */
final class InstallPlan {

    private static final Set<Integer> SUCCESS = Set.of(0);

    private final Systemctl systemctl;
    private final UnitNames names;
    private final Inventory current;
    private final UnitFolder folder;
    private final List<String> wanted;
    private final List<Document> changed;
    private final Removal removal;

    private InstallPlan(Translation translation, Inventory current, Optional<Path> stampFolder) {
        Deployment deployment = translation.deployment();
        this.systemctl = new Systemctl(deployment.scope());
        this.names = UnitNames.of(deployment.address());
        this.folder = new UnitFolder(deployment.documentFolder(), names);
        this.current = current;
        this.wanted =
                translation.entries().stream().map(Translation.Entry::name).toList();
        this.changed = translation.entries().stream().flatMap(this::changed).toList();
        SortedMap<String, Found> gone = new TreeMap<>(current.entries());
        wanted.forEach(gone::remove);
        this.removal = new Removal(systemctl, folder, stampFolder, gone);
    }

    static Plan of(Translation translation, Inventory current, Optional<Path> stampFolder) {
        return new InstallPlan(translation, current, stampFolder).plan();
    }

    private Plan plan() {
        List<String> toEnable = timers(name -> !isEnabled(name) || !isActive(name));
        List<String> toRestart = timers(name -> isEnabled(name) && isActive(name) && isOutdated(name));
        boolean reload =
                !changed.isEmpty() || !removal.isEmpty() || wanted.stream().anyMatch(this::isUnread);
        if (!reload && toEnable.isEmpty()) {
            return Plan.NOTHING;
        }
        List<PlanStep> steps = new ArrayList<>();
        steps.addAll(systemctl.afterUndo(toRunAgain(), "restart"));
        if (reload) {
            steps.add(systemctl.reloadAfterUndo());
        }
        steps.addAll(systemctl.afterUndo(removal.enabled(), "enable"));
        steps.addAll(removal.disarm());
        steps.addAll(removal.delete());
        changed.forEach(document -> steps.add(new PlanStep.Write(document)));
        if (reload) {
            steps.add(systemctl.reload());
        }
        steps.addAll(undoOfEnabling());
        steps.addAll(systemctl.run("start the timers", SUCCESS, toEnable, "enable", "--now"));
        steps.addAll(systemctl.run("restart the changed timers", SUCCESS, toRestart, "restart"));
        steps.addAll(removal.forget());
        return new Plan(steps);
    }

    /** Written in the order in which a roll back wants it from the end: stop, then clean, then disable. */
    private List<PlanStep> undoOfEnabling() {
        List<String> toDisable = timers(name -> !isEnabled(name));
        List<String> toStop = timers(name -> !isActive(name));
        List<String> toClean = timers(name -> !current.entries().containsKey(name));
        List<PlanStep> steps = new ArrayList<>();
        steps.addAll(systemctl.afterUndo(toDisable, "disable"));
        steps.addAll(systemctl.afterUndo(toClean, "clean", "--what=state"));
        steps.addAll(systemctl.afterUndo(toStop, "stop"));
        return steps;
    }

    private List<String> toRunAgain() {
        List<String> timers = new ArrayList<>(timers(name -> isActive(name) && isOutdated(name)));
        timers.addAll(removal.active());
        return timers;
    }

    /** The manager serves another timer than the one wanted; a changed service alone needs no restart of its timer. */
    private boolean isOutdated(String name) {
        Path timer = folder.unit(names.timer(name));
        return changed.stream().anyMatch(document -> document.path().equals(timer)) || isUnread(name);
    }

    private boolean isUnread(String name) {
        return current.entry(name).filter(it -> it.has(Problem.Kind.UNREAD)).isPresent();
    }

    private boolean isEnabled(String name) {
        return current.entry(name).filter(Found::enabled).isPresent();
    }

    private boolean isActive(String name) {
        return current.entry(name).filter(Found::active).isPresent();
    }

    private Stream<Document> changed(Translation.Entry entry) {
        Optional<Found> found = current.entry(entry.name());
        return entry.documents().stream()
                .filter(document -> found.isEmpty() || !found.get().holds(document));
    }

    private List<String> timers(Predicate<String> which) {
        return wanted.stream().filter(which).map(names::timer).toList();
    }
}
