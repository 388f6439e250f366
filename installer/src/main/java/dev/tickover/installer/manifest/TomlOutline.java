package dev.tickover.installer.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Says on which line each table and key of a TOML text stands, and what is wrong with its grammar. toml4j tells neither
 * lines of values nor all faults at once, and lets some through (a key without a value at the end of the file, a text
 * over two lines, missing commas).
 */
final class TomlOutline {

    /** A fault of the grammar. */
    record Fault(int line, String key, String problem, String advice) {}

    private final Map<List<String>, Integer> lines = new LinkedHashMap<>();
    private final Map<List<String>, Integer> implied = new HashMap<>();
    private final List<List<String>> values = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private String textForToml4j = "";

    /** Notes a table header. */
    void table(List<String> path, int line) {
        define(path, line);
    }

    /** Notes a key with a value. */
    void value(List<String> path, int line) {
        if (define(path, line)) {
            values.add(path);
        }
    }

    private boolean define(List<String> path, int line) {
        Integer before = lines.putIfAbsent(path, line);
        if (before != null) {
            fault(line, Quoted.path(path), "defined twice", "it is already on line " + before + "; remove one");
            return false;
        }
        for (int length = 1; length < path.size(); length++) {
            implied.putIfAbsent(path.subList(0, length), line);
        }
        return true;
    }

    void fault(int line, String key, String problem, String advice) {
        faults.add(new Fault(line, key, problem, advice));
    }

    /** The line of a table or key; that of its first child where it is only implied, as by {@code [a.b]} for a. */
    OptionalInt line(List<String> path) {
        Integer line = lines.getOrDefault(path, implied.get(path));
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** The paths of all keys with a value, in the order of the file; a key inside an array is not among them. */
    List<List<String>> values() {
        return List.copyOf(values);
    }

    void textForToml4j(String text) {
        textForToml4j = text;
    }

    /** The text with its escaped backslashes replaced; the whole one only where there is no fault. */
    String textForToml4j() {
        return textForToml4j;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }
}
