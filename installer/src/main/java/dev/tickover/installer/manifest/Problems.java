package dev.tickover.installer.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Collects what is wrong with one manifest, and what its user may want to know. */
final class Problems {

    private record NoteLine(int line, String text) {}

    private final String source;
    private final TomlOutline outline;
    private final List<ManifestError> errors = new ArrayList<>();
    private final List<NoteLine> notes = new ArrayList<>();

    Problems(String source, TomlOutline outline) {
        this.source = source;
        this.outline = outline;
    }

    void report(List<String> path, String problem, String advice) {
        add(path, "", problem, advice);
    }

    void report(List<String> path, Object value, String problem, String advice) {
        add(path, Quoted.value(value), problem, advice);
    }

    private void add(List<String> path, String value, String problem, String advice) {
        OptionalInt line = path.isEmpty() ? OptionalInt.empty() : nearestLine(path);
        errors.add(new ManifestError(source, line, Quoted.path(path), value, problem, advice));
    }

    void note(List<String> path, String text) {
        notes.add(new NoteLine(nearestLine(path).orElse(Integer.MAX_VALUE), Quoted.path(path) + ": " + text));
    }

    /** A key that is missing is told at its table. */
    private OptionalInt nearestLine(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            OptionalInt line = outline.line(path.subList(0, length));
            if (line.isPresent()) {
                return line;
            }
        }
        return OptionalInt.empty();
    }

    /** The number of errors so far: a reader compares it with the number before to know whether its part is sound. */
    int count() {
        return errors.size();
    }

    List<ManifestError> errors() {
        return errors.stream().sorted(ManifestError.BY_LINE).toList();
    }

    List<String> notes() {
        return notes.stream()
                .sorted(Comparator.comparingInt(NoteLine::line))
                .map(NoteLine::text)
                .toList();
    }
}
