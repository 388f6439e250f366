package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.tickover.importing.JobImporter;
import dev.tickover.importing.Source;
import dev.tickover.installer.UserException;
import dev.tickover.installer.importing.Carried;
import dev.tickover.installer.importing.Formats;
import dev.tickover.installer.importing.ImportResult;
import dev.tickover.installer.importing.Importer;
import dev.tickover.installer.importing.SourceReader;
import dev.tickover.installer.manifest.StarterManifest;
import dev.tickover.machine.ExitCode;
import dev.tickover.schedule.App;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Writes a manifest of crontabs, launchd property lists, systemd timers and Windows tasks.",
        footer = {
            "",
            "What does not carry over stands in the manifest as a comment. Nothing is run.",
            "",
            "Examples:",
            "  crontab -l | tickover import -",
            "  tickover import ~/.config/systemd/user/*.timer --out tickover.toml",
            "  tickover import --app com.example.alma ~/Library/LaunchAgents/com.example.*.plist"
        })
final class ImportCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final Context context;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to import; - for standard input.")
    private List<String> files;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "What every file is: crontab, system-crontab (with a column for the user), launchd, systemd or"
                            + " task. Found out by default.")
    private String format;

    @Option(names = "--app", paramLabel = "ID", description = "The application's id; made of the first file's name.")
    private String app;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; standard output by default.")
    private Path out;

    @Option(names = "--force", description = "Replaces the file if it is there.")
    private boolean force;

    @Option(names = "--json", description = "Prints what became of each entry, as one JSON object.")
    private boolean json;

    ImportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Optional<JobImporter> importerOfAll = importer();
        String appId = appId();
        List<Source> sources = sources();
        Importer importer = new Importer(
                context.platform().environment(), context.platform().clocks().wall(), importerOfAll);
        ImportResult result = importer.run(appId, sources);
        boolean nothing = result.manifest().isEmpty();
        Optional<Path> target = Optional.ofNullable(out)
                .map(file -> context.workingFolder().resolve(file).normalize());
        if (target.isPresent() && !nothing) {
            NewFile.write(target.get(), result.manifest(), force);
        }
        print(result, target);
        tell(result);
        return nothing ? ExitCode.FAILED : ExitCode.DONE;
    }

    private Optional<JobImporter> importer() {
        if (format == null) {
            return Optional.empty();
        }
        Formats formats = Formats.find();
        Optional<JobImporter> named = formats.named(format);
        if (named.isEmpty()) {
            throw new UserException(
                    ExitCode.USAGE,
                    "no format " + format + " is known",
                    "formats are " + String.join(", ", formats.names()));
        }
        return named;
    }

    private String appId() {
        if (app == null) {
            String first = files.get(0).equals(STANDARD_INPUT) ? "crontab" : files.get(0);
            return StarterManifest.idOf(
                    Path.of(first.replaceFirst("\\.(plist|timer|service|xml|cron|crontab|txt)$", "")));
        }
        if (!App.isId(app)) {
            throw new UserException(
                    ExitCode.USAGE,
                    "--app " + app + " is no id",
                    "a letter or digit, then at most 63 letters A-Z, digits, dots, _ or -");
        }
        return app;
    }

    private Path path(String name) {
        try {
            return context.workingFolder().resolve(name).normalize();
        } catch (InvalidPathException malformed) {
            throw new UserException(ExitCode.USAGE, "no name of a file: " + shown(name), "name what to import");
        }
    }

    private List<Source> sources() throws IOException {
        List<Source> sources = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(files);
        for (String name : names) {
            sources.add(
                    name.equals(STANDARD_INPUT)
                            ? SourceReader.standardInput(System.in)
                            : SourceReader.read(path(name), name));
        }
        return sources;
    }

    private void print(ImportResult result, Optional<Path> target) {
        if (json) {
            context.out().println(Json.text(object(result, target)));
        } else if (target.isEmpty()) {
            context.out().print(result.manifest());
            context.out().flush();
        } else if (!result.manifest().isEmpty()) {
            context.out().println("Wrote " + target.get());
            context.out().println("Look at what it becomes with `tickover plan`, then run `tickover install`.");
        }
    }

    /** Tells on the error output what a reader of the manifest might pass over. */
    private void tell(ImportResult result) {
        for (Carried entry : result.entries()) {
            entry.obstacle()
                    .ifPresent(why ->
                            context.err().println("tickover: " + entry.origin() + ": not carried over: " + shown(why)));
        }
        long remarked = result.entries().stream()
                .filter(entry -> entry.isCarried() && !entry.remarks().isEmpty())
                .count();
        context.err()
                .println("tickover: " + (result.entries().size() - result.left()) + " of "
                        + result.entries().size() + " entries carried over, " + remarked
                        + " of them with remarks, which are comments in the manifest");
        if (result.manifest().isEmpty()) {
            context.err().println("tickover: nothing could be carried over, so no manifest is written");
        }
    }

    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static JsonObject object(ImportResult result, Optional<Path> target) {
        JsonObject object = new JsonObject();
        object.addProperty("app", result.appId());
        object.addProperty("carried", result.entries().size() - result.left());
        object.addProperty("left", result.left());
        boolean written = target.isPresent() && !result.manifest().isEmpty();
        object.addProperty("out", written ? target.get().toString() : null);
        object.addProperty("manifest", result.manifest().isEmpty() || written ? null : result.manifest());
        JsonArray entries = new JsonArray();
        result.entries().forEach(entry -> entries.add(entry(entry)));
        object.add("entries", entries);
        return object;
    }

    private static JsonObject entry(Carried entry) {
        JsonObject object = new JsonObject();
        object.addProperty("source", entry.origin().file());
        object.addProperty("line", entry.origin().line());
        object.addProperty("format", entry.format());
        object.addProperty("text", entry.excerpt());
        object.addProperty("outcome", entry.isCarried() ? "carried" : "left");
        object.addProperty("schedule", entry.isCarried() ? entry.name() : null);
        object.addProperty(
                "due", entry.recurrence().map(recurrence -> recurrence.text()).orElse(null));
        object.add("run", entry.command().isEmpty() ? JsonNull.INSTANCE : Json.array(entry.command()));
        object.add("remarks", Json.array(entry.remarks()));
        object.addProperty("why", entry.obstacle().orElse(null));
        return object;
    }
}
