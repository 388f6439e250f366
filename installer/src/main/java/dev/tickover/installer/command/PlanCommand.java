package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
import dev.tickover.installer.UserException;
import dev.tickover.installer.install.DeploymentAssembly;
import dev.tickover.installer.status.TimeText;
import dev.tickover.machine.Environment;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.Folders;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.schedule.App;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = "Renders what would be installed, on any OS for any OS. Touches nothing else.",
        footer = {"", "Examples:", "  tickover plan", "  tickover plan --target all --out rendered"})
final class PlanCommand implements Callable<Integer> {

    private static final String ALL = "all";

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "MANIFEST", description = "The manifest; ./tickover.toml by default.")
    private Path manifest;

    @Option(
            names = "--target",
            paramLabel = "OS",
            description = "systemd, launchd, windows-task or all; default: here.")
    private String target;

    @Option(names = "--out", paramLabel = "DIR", description = "Writes the documents there.")
    private Path outFolder;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Mixin
    private ScopeOption scope = new ScopeOption();

    PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        App app = ManifestArgument.read(context, ManifestArgument.path(context, manifest))
                .app();
        JsonObject byTarget = new JsonObject();
        for (Backend backend : targets()) {
            Translation translation = backend.translate(deployment(app, backend));
            if (json) {
                byTarget.add(backend.name(), toJson(translation, notes(backend)));
            } else {
                print(backend, translation);
            }
            if (outFolder != null) {
                write(backend, translation);
            }
        }
        if (json) {
            JsonObject object = new JsonObject();
            object.addProperty("app", app.id());
            object.add("targets", byTarget);
            context.out().println(Json.text(object));
        }
        return ExitCode.DONE;
    }

    private List<Backend> targets() {
        if (target == null) {
            return List.of(
                    context.backends().of(context.platform().environment().system()));
        }
        if (target.equals(ALL)) {
            return context.backends().all();
        }
        return List.of(context.backends().named(target).orElseThrow(() -> {
            List<String> names =
                    context.backends().all().stream().map(Backend::name).toList();
            return new UserException(
                    ExitCode.USAGE, "no target " + target, "targets are " + String.join(", ", names) + " and " + ALL);
        }));
    }

    /** Paths of another system cannot be known here, and Java's paths here could not hold those of Windows. */
    private List<String> notes(Backend backend) {
        OperatingSystem here = context.platform().environment().system();
        boolean isHere = here != OperatingSystem.OTHER
                && context.backends().of(here).name().equals(backend.name());
        return isHere
                ? List.of()
                : List.of("the paths are those of this machine (" + Names.of(here)
                        + "); an installation there puts in its own");
    }

    private Deployment deployment(App app, Backend backend) throws IOException {
        Environment environment = context.platform().environment();
        Path state = new Folders(environment, scope.scope()).state(app.id());
        List<String> tickCommand = context.runtime(scope.scope()).tickCommand(state);
        try {
            return new DeploymentAssembly(context.platform(), backend)
                    .ofManifest(app, scope.scope(), context.platform().offsets(app), state, tickCommand);
        } catch (IllegalStateException none) {
            String system = Names.of(environment.system());
            throw new UserException(ExitCode.INVALID, none.getMessage() + " (planned on " + system + ")", "set HOME");
        }
    }

    private void print(Backend backend, Translation translation) {
        context.out().println(backend.name());
        notes(backend).forEach(note -> context.out().println("  note: " + note));
        for (Translation.Entry entry : translation.entries()) {
            context.out().println("  " + entry.name() + "  →  " + entry.osName());
            Table table = new Table();
            for (String trigger : entry.triggers()) {
                table.row("trigger", trigger);
            }
            table.row("pulses an hour", pulses(entry.pulsesPerHour()))
                    .row("latest after due", TimeText.length(entry.worstLateness()))
                    .row("latest after wake", TimeText.length(entry.afterWake()))
                    .row("latest after boot", TimeText.length(entry.afterBoot()));
            for (String loss : entry.losses()) {
                table.row("note", loss);
            }
            table.print(context.out(), "    ");
        }
        if (outFolder == null) {
            for (Document document : translation.documents()) {
                context.out().println();
                context.out().println("# " + document.path());
                context.out().print(document.content());
            }
        }
        context.out().println();
    }

    static String pulses(double perHour) {
        return perHour >= 0.1
                ? String.format(java.util.Locale.ROOT, "%.1f", perHour)
                : String.format(java.util.Locale.ROOT, "%.4f", perHour);
    }

    private static JsonObject toJson(Translation translation, List<String> notes) {
        JsonArray schedules = new JsonArray();
        for (Translation.Entry entry : translation.entries()) {
            JsonObject object = new JsonObject();
            object.addProperty("schedule", entry.name());
            object.addProperty("entry", entry.osName());
            object.add("triggers", Json.array(entry.triggers()));
            object.addProperty("pulsesPerHour", entry.pulsesPerHour());
            object.addProperty("worstLatenessMs", entry.worstLateness().toMillis());
            object.addProperty("afterWakeMs", entry.afterWake().toMillis());
            object.addProperty("afterBootMs", entry.afterBoot().toMillis());
            object.add("losses", Json.array(entry.losses()));
            schedules.add(object);
        }
        JsonArray documents = new JsonArray();
        for (Document document : translation.documents()) {
            JsonObject object = new JsonObject();
            object.addProperty("path", document.path().toString());
            object.addProperty("content", document.content());
            documents.add(object);
        }
        JsonObject result = new JsonObject();
        result.add("schedules", schedules);
        result.add("documents", documents);
        result.add("notes", Json.array(notes));
        return result;
    }

    private void write(Backend backend, Translation translation) throws IOException {
        Path folder = context.workingFolder().resolve(outFolder).resolve(backend.name());
        Files.createDirectories(folder);
        for (Document document : translation.documents()) {
            Path file = folder.resolve(document.path().getFileName());
            Files.write(file, document.content().getBytes(document.charset()));
            context.err().println("wrote " + file);
        }
    }
}
