package dev.tickover.installer.manifest;

import dev.tickover.schedule.App;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tables at the top of a manifest into an application. */
final class AppReader {

    private final Problems problems;
    private final TomlOutline outline;
    private final Limits limits;

    AppReader(Problems problems, TomlOutline outline, Limits limits) {
        this.problems = problems;
        this.outline = outline;
        this.limits = limits;
    }

    ManifestResult read(Map<String, Object> tree) {
        refuseUnknownRoots(tree);
        TableReader app = table(tree, ManifestTable.APP);
        boolean startable = app.has(ManifestKey.START);
        String id = id(app, tree);
        Optional<String> name = name(app);
        Optional<List<String>> start = app.command(ManifestKey.START);
        Liveness liveness = new LivenessReader(table(tree, ManifestTable.LIVENESS), startable).read();
        List<Schedule> schedules = schedules(tree, startable);
        LaunchdOptions launchd = new LaunchdReader(table(tree, ManifestTable.LAUNCHD), schedules).read();
        if (problems.count() > 0) {
            return new ManifestResult.Invalid(problems.errors());
        }
        App result = new App(id, name, start.orElse(List.of()), liveness, schedules, launchd);
        return new ManifestResult.Valid(result, problems.notes());
    }

    private void refuseUnknownRoots(Map<String, Object> tree) {
        tree.forEach((name, value) -> {
            if (!ManifestTable.roots().contains(name)) {
                String problem = value instanceof Map<?, ?> ? "unknown table" : "unknown key";
                problems.report(List.of(name), problem, UnknownKey.adviceAtTop(name, value));
            }
        });
    }

    /** The table of that name; an empty one where it is missing or no table. */
    private TableReader table(Map<String, Object> tree, ManifestTable kind) {
        List<String> path = List.of(kind.root());
        Object value = tree.getOrDefault(kind.root(), Map.of());
        TableReader table = new TableReader(path, value instanceof Map<?, ?> map ? map : Map.of(), problems);
        if (value instanceof Map<?, ?>) {
            table.refuseUnknownKeys(kind);
        } else {
            problems.report(
                    path, value, "expected a table, found " + TableReader.found(value), "write [" + kind.path() + "]");
        }
        return table;
    }

    private String id(TableReader app, Map<String, Object> tree) {
        if (!app.has(ManifestKey.ID)) {
            List<String> place = tree.containsKey("app") ? app.path() : List.of();
            problems.report(place, "[app] id is missing", "write, for example, id = \"com.example.alma\" below [app]");
            return "";
        }
        String id = app.text(ManifestKey.ID).orElse("");
        if (app.value(ManifestKey.ID) instanceof String && !App.isId(id)) {
            app.refuse(ManifestKey.ID, NameRule.problem(id), "allowed: " + NameRule.APP_ID);
        }
        return id;
    }

    private Optional<String> name(TableReader app) {
        Optional<String> name = app.text(ManifestKey.NAME);
        if (name.isPresent() && (name.get().isBlank() || name.get().codePoints().anyMatch(Character::isISOControl))) {
            app.refuse(ManifestKey.NAME, "not a name on one line", "write one, or remove the key");
        }
        return name;
    }

    private List<Schedule> schedules(Map<String, Object> tree, boolean startable) {
        List<String> path = List.of(ManifestTable.SCHEDULE.root());
        Object value = tree.get(ManifestTable.SCHEDULE.root());
        if (value != null && !(value instanceof Map<?, ?>)) {
            problems.report(
                    path, value, "expected a table, found " + TableReader.found(value), "write [schedule.NAME]");
            return List.of();
        }
        Map<?, ?> tables = value == null ? Map.of() : (Map<?, ?>) value;
        if (tables.isEmpty()) {
            String advice = "write, for example, [schedule.heartbeat] and below it every = \"30m\"";
            problems.report(value == null ? List.of() : path, "no schedule", advice);
        }
        return new SchedulesReader(path, tables, problems, limits, startable).read(outline);
    }
}
