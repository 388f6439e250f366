package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.tickover.installer.UserException;
import dev.tickover.installer.simulate.Figures;
import dev.tickover.installer.simulate.OsModel;
import dev.tickover.installer.simulate.Replay;
import dev.tickover.installer.simulate.ReplayTrace;
import dev.tickover.installer.simulate.Scenario;
import dev.tickover.installer.simulate.ScenarioText;
import dev.tickover.installer.simulate.Simulation;
import dev.tickover.installer.status.TimeText;
import dev.tickover.machine.ExitCode;
import dev.tickover.schedule.App;
import dev.tickover.schedule.UtcText;
import dev.tickover.simulation.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        description = {
            "Plays the manifest against models of the OS schedulers and draws the timeline.",
            "Ticks are decided by the code that decides them here. Ends with 1 if an invariant breaks."
        },
        footer = {
            "",
            "A SPAN is 23:00-07:00, each day, or 2026-03-03T10:00/2026-03-03T12:30, once.",
            "A replay brings its own time and happenings: only --target, --seed, --work and --zone go with it;",
            "docs/replay.md tells what a trace is made of.",
            "",
            "Examples:",
            "  tickover simulate --asleep 23:00-07:00",
            "  tickover simulate --days 3 --from 2026-03-28T00:00:00Z --zone Europe/Paris --target all",
            "  tickover simulate --host-down 09:00-12:00 --clock-step 2026-03-02T15:00=-1h --from 2026-03-02T00:00:00Z",
            "  tickover simulate --replay history.jsonl --target systemd"
        })
final class SimulateCommand implements Callable<Integer> {

    private static final String ALL = "all";

    private final Context context;
    private final Player player;

    /** Plays an application; a test puts one in that breaks an invariant. */
    interface Player {
        Simulation play(App app, Scenario scenario, Duration work, OsModel model, long seed);
    }

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "MANIFEST", description = "The manifest; ./tickover.toml by default.")
    private Path manifest;

    @Option(names = "--target", paramLabel = "OS", description = "systemd, launchd, windows-task or all (default).")
    private String target = ALL;

    @Option(names = "--seed", paramLabel = "N", description = "Draws what a model leaves open; 1 by default.")
    private long seed = 1;

    @Option(names = "--work", paramLabel = "DURATION", description = "How long each tick's work takes; 0s by default.")
    private String work = "0s";

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Plays a trace of real ticks, or a history.jsonl, under these rules.")
    private Path replay;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Mixin
    private ScenarioOptions options = new ScenarioOptions();

    SimulateCommand(Context context) {
        this(context, Simulation::play);
    }

    SimulateCommand(Context context, Player player) {
        this.context = context;
        this.player = player;
    }

    @Override
    public Integer call() throws IOException {
        List<OsModel> models = models();
        Duration workTime = options.duration("--work", work);
        if (replay != null) {
            return replay(models, workTime);
        }
        Instant now = Instant.ofEpochSecond(context.platform().clocks().wall().getEpochSecond());
        Scenario scenario = options.scenario(now, context.platform().clocks().zone());
        App app = ManifestArgument.read(context, ManifestArgument.path(context, manifest))
                .app();
        List<Simulation> simulations = models.stream()
                .map(model -> player.play(app, scenario, workTime, model, seed))
                .toList();
        if (json) {
            context.out().println(Json.text(toJson(app, scenario, simulations)));
        } else {
            print(app, scenario, simulations);
        }
        return code(simulations);
    }

    private static int code(List<Simulation> simulations) {
        boolean holds = simulations.stream().allMatch(each -> each.violations().isEmpty());
        return holds ? ExitCode.DONE : ExitCode.FAILED;
    }

    private int replay(List<OsModel> models, Duration workTime) throws IOException {
        ScenarioOptions.refuseBesideReplay(spec.commandLine().getParseResult());
        Path file = context.workingFolder().resolve(replay).normalize();
        App app = ManifestArgument.read(context, ManifestArgument.path(context, manifest))
                .app();
        ReplayTrace seen = ReplayArgument.read(file, app, context);
        Optional<ZoneId> zone = options.zone().or(seen::zone);
        Replay played =
                new Replay(app, seen, zone.orElse(context.platform().clocks().zone()));
        List<Simulation> simulations =
                models.stream().map(model -> played.play(workTime, model, seed)).toList();
        ReplayReport report = new ReplayReport(file, played, simulations);
        if (json) {
            context.out().println(Json.text(report.json(seed)));
        } else {
            report.print(context.out());
        }
        return code(simulations);
    }

    private List<OsModel> models() {
        if (target.equals(ALL)) {
            return List.of(OsModel.values());
        }
        List<OsModel> named = Arrays.stream(OsModel.values())
                .filter(model -> model.target().equals(target))
                .toList();
        if (named.isEmpty()) {
            throw new UserException(
                    ExitCode.USAGE, "no target " + target, "targets are systemd, launchd, windows-task and all");
        }
        return named;
    }

    private void print(App app, Scenario scenario, List<Simulation> simulations) {
        context.out()
                .println(app.id() + ", " + TimeText.length(scenario.length()) + " from "
                        + TimeText.local(scenario.from(), scenario.zone()) + " " + scenario.zone());
        if (ScenarioText.isDrawn(scenario)) {
            context.out().println(ScenarioText.LEGEND);
            draw(scenario, simulations);
        }
        context.out().println();
        table(simulations).print(context.out());
        for (Simulation simulation : simulations) {
            for (Violation violation : simulation.violations()) {
                context.out().println("broken on " + simulation.model().target() + ": " + violation);
            }
        }
    }

    private void draw(Scenario scenario, List<Simulation> simulations) {
        for (Simulation simulation : simulations) {
            for (Figures figures : simulation.figures()) {
                context.out().println();
                context.out().println(simulation.model().target() + "  " + figures.schedule());
                ScenarioText.drawn(figures.schedule(), simulation, scenario)
                        .forEach(line -> context.out().println("  " + line));
            }
        }
    }

    private static Table table(List<Simulation> simulations) {
        Table table = new Table()
                .row(
                        "on",
                        "schedule",
                        "pulses",
                        "ticks",
                        "late",
                        "coalesced",
                        "skipped",
                        "missed",
                        "worst lateness",
                        "longest gap");
        for (Simulation simulation : simulations) {
            for (Figures figures : simulation.figures()) {
                table.row(
                        simulation.model().target(),
                        figures.schedule(),
                        "" + figures.pulses(),
                        "" + figures.ticks(),
                        "" + figures.catchUps(),
                        "" + figures.coalesced(),
                        "" + figures.skipped(),
                        "" + figures.missed(),
                        TimeText.length(figures.worstLateness()),
                        TimeText.length(figures.longestGap()));
            }
        }
        return table;
    }

    private JsonObject toJson(App app, Scenario scenario, List<Simulation> simulations) {
        JsonObject object = new JsonObject();
        object.addProperty("app", app.id());
        object.addProperty("from", UtcText.format(scenario.from()));
        object.addProperty("lengthMs", scenario.length().toMillis());
        object.addProperty("zone", scenario.zone().getId());
        object.addProperty("seed", seed);
        JsonObject targets = new JsonObject();
        for (Simulation simulation : simulations) {
            JsonArray schedules = new JsonArray();
            simulation.figures().forEach(figures -> schedules.add(toJson(figures)));
            JsonArray violations = new JsonArray();
            simulation.violations().forEach(violation -> violations.add(toJson(violation)));
            JsonObject each = new JsonObject();
            each.add("schedules", schedules);
            each.add("violations", violations);
            targets.add(simulation.model().target(), each);
        }
        object.add("targets", targets);
        return object;
    }

    private static JsonObject toJson(Figures figures) {
        JsonObject object = new JsonObject();
        object.addProperty("name", figures.schedule());
        object.addProperty("pulses", figures.pulses());
        object.addProperty("ticks", figures.ticks());
        object.addProperty("catchUps", figures.catchUps());
        object.addProperty("coalesced", figures.coalesced());
        object.addProperty("skipped", figures.skipped());
        object.addProperty("missed", figures.missed());
        object.addProperty("worstLatenessMs", figures.worstLateness().toMillis());
        object.addProperty("longestGapMs", figures.longestGap().toMillis());
        return object;
    }

    static JsonObject toJson(Violation violation) {
        JsonObject object = new JsonObject();
        object.addProperty("invariant", violation.invariant().name());
        object.addProperty("schedule", violation.schedule());
        object.addProperty("at", UtcText.format(violation.at()));
        object.addProperty("what", violation.what());
        return object;
    }
}
