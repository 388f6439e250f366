package dev.tickover.installer.manifest;

import dev.tickover.schedule.Schedule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the tables {@code [schedule.NAME]}, in the order of the file. */
final class SchedulesReader {

    private final List<String> path;
    private final Map<?, ?> tables;
    private final Problems problems;
    private final Limits limits;
    private final boolean startable;

    SchedulesReader(List<String> path, Map<?, ?> tables, Problems problems, Limits limits, boolean startable) {
        this.path = path;
        this.tables = tables;
        this.problems = problems;
        this.limits = limits;
        this.startable = startable;
    }

    List<Schedule> read(TomlOutline outline) {
        refuseTwinNames();
        return tables.keySet().stream()
                .map(String.class::cast)
                .sorted(Comparator.comparingInt(
                        name -> outline.line(pathOf(name)).orElse(Integer.MAX_VALUE)))
                .map(this::schedule)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Names that differ in case alone would share their files on macOS and Windows. */
    private void refuseTwinNames() {
        List<String> names =
                tables.keySet().stream().map(String.class::cast).sorted().toList();
        for (String name : names) {
            Stream<String> before = names.stream().takeWhile(other -> !Objects.equals(other, name));
            before.filter(name::equalsIgnoreCase)
                    .findFirst()
                    .ifPresent(twin -> problems.report(
                            pathOf(name),
                            "differs from \"" + twin + "\" in case alone",
                            "file names on macOS and Windows do not; rename one"));
        }
    }

    private Optional<Schedule> schedule(String name) {
        Object value = tables.get(name);
        if (!(value instanceof Map<?, ?> map)) {
            problems.report(pathOf(name), value, "expected a table, found " + TableReader.found(value), advice(name));
            return Optional.empty();
        }
        if (!Schedule.isName(name)) {
            problems.report(pathOf(name), NameRule.problem(name), "allowed: " + NameRule.SCHEDULE);
        }
        TableReader table = new TableReader(pathOf(name), map, problems);
        return new ScheduleReader(table, limits, startable).read(name);
    }

    private static String advice(String name) {
        return ManifestTable.SCHEDULE.key(name).isPresent()
                ? "a schedule has a name: put " + name + " below [schedule.heartbeat], for example"
                : "write [schedule." + Quoted.cut(name) + "]";
    }

    private List<String> pathOf(String name) {
        return List.of(path.get(0), name);
    }
}
