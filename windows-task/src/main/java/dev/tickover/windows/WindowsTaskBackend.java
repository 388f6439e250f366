package dev.tickover.windows;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Availability;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Inventory.Found;
import dev.tickover.backend.Plan;
import dev.tickover.backend.PlanStep;
import dev.tickover.backend.Translation;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.Folders;
import dev.tickover.machine.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Is the Windows Task Scheduler as a backend: each schedule becomes a task, registered through {@code schtasks.exe} from
 * an XML document that stays as the record of what was meant.
 *
 * <p>A task must name its user's security identifier. On Windows that is the one of this process; a plan made elsewhere
 * holds {@code S-1-5-21-0-0-0-1000} in its place and says so. The identifier is the only thing that an instance keeps,
 * since it never changes.
 *
 * <p>Its documents are validated against Microsoft's schema and registered with Wine's {@code schtasks.exe}; no real
 * Windows has run them yet.
 */
public final class WindowsTaskBackend implements Backend {

    /** An application's id never begins with a dot, so this is nobody's state folder. */
    private static final String DOCUMENTS = ".windows-task";

    private final OwnAccount account;
    private final TaskRuns runs;

    /** Makes the backend, as {@link java.util.ServiceLoader} does. */
    public WindowsTaskBackend() {
        this(new NativeIdentity(), new NativeTaskRuns());
    }

    WindowsTaskBackend(WindowsIdentity identity) {
        this(identity, tasks -> Map.of());
    }

    WindowsTaskBackend(WindowsIdentity identity, TaskRuns runs) {
        this.account = new OwnAccount(identity);
        this.runs = runs;
    }

    @Override
    public String name() {
        return "windows-task";
    }

    @Override
    public Availability probe(Scope scope, Environment environment, CommandRunner runner) {
        return new Probe(scope, environment, runner, account, findDocumentFolder(scope, environment)).look();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Two things are read from the machine: as whom this process runs, and, where the tick command is a
     * {@code java.exe} of this machine, whether {@code javaw.exe} stands beside it.
     *
     * @throws IllegalArgumentException if the tick command cannot be a task's: a program of more than 260 characters, a
     *     line of more than 32766, or a character that XML cannot hold
     */
    @Override
    public Translation translate(Deployment deployment) {
        return Translator.translate(deployment, account);
    }

    @Override
    public Inventory inspect(AppAddress address, Environment environment, CommandRunner runner) {
        account.ask(runner);
        TaskNames names = names(address);
        DocumentFolder documents = new DocumentFolder(documentFolder(address.scope(), environment), names);
        return new Inspection(documents, names, runner, runs).inventory();
    }

    @Override
    public Plan install(Translation wanted, Inventory current, Environment environment) {
        TaskNames names = names(wanted.deployment().address());
        Path folder = wanted.deployment().documentFolder();
        Map<String, Found> gone = new TreeMap<>(current.entries());
        List<PlanStep> steps = new ArrayList<>();
        List<PlanStep> installation = new ArrayList<>();
        for (Translation.Entry entry : wanted.entries()) {
            Optional<Found> found = Optional.ofNullable(gone.remove(entry.name()));
            // A task is one document.
            Document document = entry.documents().get(0);
            if (!isInForce(document, found)) {
                installation.addAll(new TaskRegistration(names, folder, entry.name(), found).install(document));
            }
        }
        gone.forEach((entry, found) ->
                steps.addAll(new TaskRegistration(names, folder, entry, Optional.of(found)).remove()));
        steps.addAll(installation);
        if (current.entries().isEmpty() && !steps.isEmpty()) {
            // At the end of a roll back: the folders that the first installation made.
            steps.add(0, new PlanStep.AfterUndo(Schtasks.removeFolders(names, folder)));
        }
        return new Plan(steps);
    }

    @Override
    public Plan uninstall(AppAddress address, Inventory current, Environment environment) {
        if (current.entries().isEmpty()) {
            return Plan.NOTHING;
        }
        TaskNames names = names(address);
        Path folder = documentFolder(address.scope(), environment);
        List<PlanStep> steps = new ArrayList<>();
        new TreeMap<>(current.entries())
                .forEach((entry, found) ->
                        steps.addAll(new TaskRegistration(names, folder, entry, Optional.of(found)).remove()));
        steps.add(Schtasks.removeEmptyFolders(names, folder));
        return new Plan(steps);
    }

    /**
     * {@inheritDoc}
     *
     * <p>If the task runs already, Windows starts no second one and reports success: the running tick client does what
     * is due.
     */
    @Override
    public PlanStep.Run kick(AppAddress address, String entry, Environment environment) {
        return Schtasks.start(names(address).task(entry));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Task Scheduler reads a document once, at registration, and keeps the task in its own store; the documents stay
     * beside the applications' state.
     */
    @Override
    public Path documentFolder(Scope scope, Environment environment) {
        try {
            return new Folders(environment, scope).states().resolve(DOCUMENTS);
        } catch (Folders.NoFolderException e) {
            throw new IllegalStateException(e.getMessage() + ": " + e.advice(), e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Here nothing: Task Scheduler waits for the process that it started, and ends no other one when that has ended.
     * That is common experience, not documented, and not yet seen by us.
     */
    @Override
    public List<String> launcher(AppAddress address) {
        return List.of();
    }

    private Optional<Path> findDocumentFolder(Scope scope, Environment environment) {
        try {
            return Optional.of(documentFolder(scope, environment));
        } catch (IllegalStateException none) {
            return Optional.empty();
        }
    }

    private TaskNames names(AppAddress address) {
        return TaskNames.of(address.appId(), address.scope(), account.sid());
    }

    private static boolean isInForce(Document document, Optional<Found> found) {
        return found.filter(it -> it.holds(document))
                .filter(it -> !Problems.needRegistration(it))
                .isPresent();
    }
}
