package dev.tickover.installer.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.tickover.event.Tick;
import dev.tickover.installer.simulate.Figures;
import dev.tickover.installer.simulate.Pace;
import dev.tickover.installer.simulate.Replay;
import dev.tickover.installer.simulate.ScenarioText;
import dev.tickover.installer.simulate.Simulation;
import dev.tickover.installer.status.TimeText;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.UtcText;
import dev.tickover.simulation.Trace;
import dev.tickover.simulation.TraceEvent;
import dev.tickover.simulation.Violation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Tells what was seen beside what would have happened. */
final class ReplayReport {

    private static final String SEEN = "seen";

    private final Path file;
    private final Replay replay;
    private final List<Simulation> simulations;
    private final Trace seen;
    private final List<String> schedules;

    ReplayReport(Path file, Replay replay, List<Simulation> simulations) {
        this.file = file;
        this.replay = replay;
        this.simulations = simulations;
        this.seen = replay.seenTrace();
        this.schedules = replay.app().schedules().stream()
                .filter(Schedule::enabled)
                .map(Schedule::name)
                .toList();
    }

    void print(PrintWriter out) {
        out.println(replay.app().id() + ", " + file.getFileName() + ": "
                + TimeText.length(replay.seen().length()) + " from "
                + TimeText.local(replay.seen().from(), replay.zone()) + " " + replay.zone());
        if (ScenarioText.isDrawn(replay.frame())) {
            out.println(ScenarioText.LEGEND);
            schedules.forEach(schedule -> draw(schedule, out));
        }
        out.println();
        table().print(out);
        for (String schedule : schedules) {
            out.println();
            new Moments(replay, schedule, simulations.get(0)).print(out);
        }
        for (Simulation simulation : simulations) {
            for (Violation violation : simulation.violations()) {
                out.println("broken on " + simulation.model().target() + ": " + violation);
            }
        }
    }

    private void draw(String schedule, PrintWriter out) {
        out.println();
        out.println(SEEN + "  " + schedule);
        ScenarioText.drawn(schedule, seen, replay.frame()).forEach(line -> out.println("  " + line));
        for (Simulation simulation : simulations) {
            out.println();
            out.println(simulation.model().target() + "  " + schedule);
            ScenarioText.drawn(schedule, simulation, replay.frame()).forEach(line -> out.println("  " + line));
        }
    }

    private Table table() {
        Table table = new Table()
                .row(
                        "on",
                        "schedule",
                        "ticks",
                        "closest two",
                        "longest silence",
                        "unanswered",
                        "late",
                        "coalesced",
                        "skipped",
                        "missed",
                        "worst lateness");
        for (String schedule : schedules) {
            Pace pace = Pace.of(schedule, seen, replay.seen().length());
            table.row(
                    SEEN,
                    schedule,
                    "" + pace.ticks(),
                    closest(pace),
                    TimeText.length(pace.longestSilence()),
                    "" + replay.unanswered(schedule));
            for (Simulation simulation : simulations) {
                row(table, simulation, figures(simulation, schedule));
            }
        }
        return table;
    }

    private void row(Table table, Simulation simulation, Figures figures) {
        Pace pace =
                Pace.of(figures.schedule(), simulation.trace(), replay.seen().length());
        table.row(
                simulation.model().target(),
                figures.schedule(),
                "" + pace.ticks(),
                closest(pace),
                TimeText.length(pace.longestSilence()),
                "",
                "" + figures.catchUps(),
                "" + figures.coalesced(),
                "" + figures.skipped(),
                "" + figures.missed(),
                TimeText.length(figures.worstLateness()));
    }

    private static String closest(Pace pace) {
        return pace.closest().map(TimeText::length).orElse("-");
    }

    private static Figures figures(Simulation simulation, String schedule) {
        return simulation.figures().stream()
                .filter(figures -> figures.schedule().equals(schedule))
                .findFirst()
                .orElseThrow();
    }

    JsonObject json(long seed) {
        JsonObject object = new JsonObject();
        object.addProperty("app", replay.app().id());
        object.addProperty("replay", file.toString());
        object.addProperty("from", UtcText.format(replay.seen().from()));
        object.addProperty("lengthMs", replay.seen().length().toMillis());
        object.addProperty("zone", replay.zone().getId());
        object.addProperty("seed", seed);
        JsonArray each = new JsonArray();
        schedules.forEach(schedule -> each.add(json(schedule)));
        object.add("schedules", each);
        JsonArray violations = new JsonArray();
        for (Simulation simulation : simulations) {
            for (Violation violation : simulation.violations()) {
                JsonObject broken = SimulateCommand.toJson(violation);
                broken.addProperty("target", simulation.model().target());
                violations.add(broken);
            }
        }
        object.add("violations", violations);
        return object;
    }

    private JsonObject json(String schedule) {
        JsonObject object = new JsonObject();
        object.addProperty("name", schedule);
        JsonObject was = pace(schedule, seen);
        was.addProperty("unanswered", replay.unanswered(schedule));
        object.add(SEEN, was);
        JsonObject targets = new JsonObject();
        for (Simulation simulation : simulations) {
            JsonObject would = pace(schedule, simulation.trace());
            Figures figures = figures(simulation, schedule);
            would.addProperty("catchUps", figures.catchUps());
            would.addProperty("coalesced", figures.coalesced());
            would.addProperty("skipped", figures.skipped());
            would.addProperty("missed", figures.missed());
            would.addProperty("worstLatenessMs", figures.worstLateness().toMillis());
            targets.add(simulation.model().target(), would);
        }
        object.add("targets", targets);
        return object;
    }

    private JsonObject pace(String schedule, Trace trace) {
        Pace pace = Pace.of(schedule, trace, replay.seen().length());
        JsonObject object = new JsonObject();
        object.addProperty("ticks", pace.ticks());
        object.add("closestMs", JsonNull.INSTANCE);
        pace.closest().ifPresent(closest -> object.addProperty("closestMs", closest.toMillis()));
        object.addProperty("longestSilenceMs", pace.longestSilence().toMillis());
        JsonArray at = new JsonArray();
        for (TraceEvent event : trace.of(schedule).events()) {
            if (event.what() instanceof TraceEvent.Begun begun) {
                at.add(json(begun.tick(), event));
            }
        }
        object.add("at", at);
        return object;
    }

    private static JsonObject json(Tick tick, TraceEvent event) {
        JsonObject object = new JsonObject();
        object.addProperty("at", UtcText.format(event.wall()));
        object.addProperty("due", UtcText.format(tick.due()));
        object.addProperty("reason", tick.reason());
        object.addProperty("missed", tick.missed());
        object.addProperty("attempt", tick.attempt());
        return object;
    }
}
