package dev.tickover.installer.command;

import com.google.gson.JsonObject;
import dev.tickover.backend.Availability;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Note;
import dev.tickover.backend.Plan;
import dev.tickover.backend.Translation;
import dev.tickover.installer.UserException;
import dev.tickover.installer.install.InstallReport;
import dev.tickover.installer.install.InstallRequest;
import dev.tickover.installer.install.Installer;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.manifest.Limits;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.Folders;
import dev.tickover.schedule.App;
import dev.tickover.state.AppFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "install",
        description = "Installs or upgrades an application: all of it or nothing, verified with the scheduler.")
final class InstallCommand implements Callable<Integer> {

    private final Context context;
    private final Limits limits;

    @Parameters(arity = "0..1", paramLabel = "MANIFEST", description = "The manifest; ./tickover.toml by default.")
    private Path manifest;

    @Mixin
    private ScopeOption scope = new ScopeOption();

    @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    InstallCommand(Context context, Limits limits) {
        this.context = context;
        this.limits = limits;
    }

    @Override
    public Integer call() throws IOException {
        Path path = ManifestArgument.path(context, manifest);
        App app = ManifestArgument.read(context, path, limits).app();
        Backend backend = context.backends().of(context.platform().environment().system());
        List<Note> notes = requireAvailable(backend);
        Path state = new Folders(context.platform().environment(), scope.scope()).state(app.id());
        StateFolders.requireNoCaseTwin(state);
        StateFolders.requireWritable(state);
        Installer installer = new Installer(
                context.platform(), backend, context.runtime(scope.scope()), new AppFolder(state.toFile()));
        InstallRequest request = new InstallRequest(app, scope.scope(), path);
        if (dryRun) {
            printPlan(installer.plan(request));
            return ExitCode.DONE;
        }
        if (!json) {
            context.err().println("Installing " + app.id() + " with " + backend.name() + " ...");
        }
        InstallReport report = installer.install(request);
        if (json) {
            printJson(app, backend, report, notes);
        } else {
            print(app, report, notes);
        }
        return ExitCode.DONE;
    }

    private List<Note> requireAvailable(Backend backend) {
        Availability availability = backend.probe(
                scope.scope(),
                context.platform().environment(),
                context.platform().runner());
        if (availability instanceof Availability.Unavailable unavailable) {
            throw new UserException(
                    unavailable.kind() == Availability.Kind.NOT_PERMITTED
                            ? ExitCode.NOT_PERMITTED
                            : ExitCode.NO_SCHEDULER,
                    unavailable.reason(),
                    unavailable.advice());
        }
        return ((Availability.Available) availability).notes();
    }

    private void printPlan(Plan plan) {
        if (plan.isEmpty()) {
            context.out().println("Nothing to do: everything is in force already.");
        }
        plan.steps().forEach(step -> context.out().println(step.describe()));
    }

    private void print(App app, InstallReport report, List<Note> notes) {
        if (report.steps().isEmpty()) {
            context.out().println("Nothing to do: " + app.id() + " is installed just so already.");
        } else {
            for (String step : report.steps()) {
                context.out().println("  " + step);
            }
            for (String removed : report.removed()) {
                context.out().println("  removed schedule " + removed + ", which the manifest no longer has");
            }
            context.out()
                    .println("Installed " + app.id() + ": " + app.schedules().size()
                            + (app.schedules().size() == 1 ? " schedule" : " schedules")
                            + ", verified in force. Look at it with: tickover status " + app.id());
        }
        for (Translation.Entry entry : report.translation().entries()) {
            for (String loss : entry.losses()) {
                context.err().println("note: " + entry.name() + ": " + loss);
            }
        }
        for (Note note : notes) {
            context.err().println("note: " + note.line());
        }
    }

    private void printJson(App app, Backend backend, InstallReport report, List<Note> notes) {
        JsonObject object = new JsonObject();
        object.addProperty("app", app.id());
        object.addProperty("backend", backend.name());
        object.addProperty("changed", !report.steps().isEmpty());
        object.add("steps", Json.array(report.steps()));
        object.add("started", Json.array(report.started()));
        object.add("removed", Json.array(report.removed()));
        object.add("notes", Json.array(notes.stream().map(Note::line).toList()));
        context.out().println(Json.text(object));
    }
}
