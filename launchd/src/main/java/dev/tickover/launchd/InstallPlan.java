package dev.tickover.launchd;

import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Problem;
import dev.tickover.backend.Repetition;
import dev.tickover.backend.Translation;
import dev.tickover.machine.Command;
import dev.tickover.machine.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plans the way from what is there to a deployment, one job after the other. A job that is as it should be is not
 * touched: each rewritten one may tell the user anew of a "background item added".
 *
 * <p>A job is unloaded, rewritten, and loaded. In that order an installer that is killed on the way leaves a property
 * list that is whole, and either the former job loaded or none, which the next installation sees; were the file written
 * first, a former job could stay in force beside a new file, and nothing would tell.
 *
 * <p>An executor that fails at a step undoes the steps before it, last first, and knows nothing of a step that was half
 * done; so each command is preceded by an {@link PlanStep.AfterUndo} that brings back the former state however far the
 * command got. Read from the end, the plan is the roll back: put the file back, unload whichever job is loaded, wait,
 * load the former one. It is unloaded even if the former one seems to be loaded still: that may just be ending.
 */
final class InstallPlan {

    private final JobFolder folder;
    private final LogFolder logs;
    private final JobSteps steps;
    private final Inventory current;
    private final Map<String, Document> wanted = new LinkedHashMap<>();
    private final SortedMap<String, Found> gone;

    private InstallPlan(Translation translation, Inventory current, Environment environment) {
        Deployment deployment = translation.deployment();
        Launchctl launchctl = Launchctl.of(deployment.address(), environment);
        this.folder = new JobFolder(deployment.documentFolder(), launchctl.labels());
        this.logs = LogFolder.of(deployment.documentFolder(), deployment.app().id());
        this.steps = new JobSteps(launchctl);
        this.current = current;
        // A job is one property list.
        translation
                .entries()
                .forEach(entry -> wanted.put(entry.name(), entry.documents().get(0)));
        this.gone = new TreeMap<>(current.entries());
        gone.keySet().removeAll(wanted.keySet());
    }

    static Plan of(Translation translation, Inventory current, Environment environment) {
        InstallPlan plan = new InstallPlan(translation, current, environment);
        plan.refuseWhatIsNotOurs();
        return plan.plan();
    }

    private void refuseWhatIsNotOurs() {
        for (String entry : wanted.keySet()) {
            Optional<Problem> obstacle = current.entry(entry).flatMap(Problems::inTheWayOf);
            if (obstacle.isPresent()) {
                throw new IllegalStateException(
                        folder.labels().label(entry) + ": " + obstacle.get().text());
            }
        }
    }

    private Plan plan() {
        List<PlanStep> all = new ArrayList<>();
        Removal removal = new Removal(folder, logs, steps, gone);
        all.addAll(removal.remove());
        wanted.forEach((entry, document) -> all.addAll(change(entry, document)));
        boolean needsLogs =
                !all.isEmpty() && !wanted.isEmpty() || wanted.keySet().stream().anyMatch(this::isWithoutLogFolder);
        if (needsLogs) {
            all.addAll(0, makeLogFolder());
        }
        all.addAll(removal.deleteLogs());
        return new Plan(all);
    }

    private List<PlanStep> change(String entry, Document document) {
        Optional<Found> found = current.entry(entry);
        boolean differs = found.isEmpty() || !found.get().holds(document);
        if (differs || !found.get().active()) {
            return reload(entry, document, differs);
        }
        List<PlanStep> repairs = new ArrayList<>();
        if (JobSteps.isSwitchedOff(found.get())) {
            repairs.add(steps.disableAfterUndo(entry));
            repairs.add(steps.enable(entry));
        }
        if (found.get().has(Problem.Kind.OTHERS_MAY_WRITE)) {
            repairs.add(makeReadable(document.path()));
        }
        return repairs;
    }

    private List<PlanStep> reload(String entry, Document document, boolean differs) {
        Optional<Found> found = current.entry(entry);
        List<PlanStep> all = new ArrayList<>();
        found.ifPresent(former -> all.addAll(steps.loadAfterUndo(entry, document.path(), former)));
        all.addAll(steps.unloadAfterUndo(entry));
        if (found.isPresent()) {
            all.addAll(steps.unload(entry));
        }
        if (differs) {
            all.add(new PlanStep.Write(document));
        }
        all.add(makeReadable(document.path()));
        // A label that was never seen may still be switched off from a former life: that outlives an uninstallation.
        if (found.isEmpty() || JobSteps.isSwitchedOff(found.get())) {
            all.add(steps.enable(entry));
        }
        all.addAll(steps.load(entry, document.path()));
        return all;
    }

    /** Whatever the umask is: launchd wants to read it, and refuses what others may write. */
    private static PlanStep makeReadable(Path path) {
        return new PlanStep.Run(
                Command.of("chmod", "644", path.toString()),
                "give " + path.getFileName() + " the rights that launchd asks for",
                Set.of(0));
    }

    private List<PlanStep> makeLogFolder() {
        List<PlanStep> all = new ArrayList<>();
        if (current.entries().isEmpty()) {
            List<String> remove = new ArrayList<>(List.of("rm", "-f", "--"));
            wanted.keySet().forEach(entry -> remove.addAll(logs.files(entry)));
            all.add(new PlanStep.AfterUndo(Removal.removeFolders(logs), Set.of(0, 1), Repetition.NONE));
            all.add(new PlanStep.AfterUndo(Command.of(remove)));
        }
        all.add(new PlanStep.Run(Removal.makeFolder(logs), "make the log folder " + logs.folder(), Set.of(0)));
        return all;
    }

    private boolean isWithoutLogFolder(String entry) {
        return current.entry(entry)
                .filter(it -> it.has(Problem.Kind.NO_LOG_FOLDER))
                .isPresent();
    }
}
