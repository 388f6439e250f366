package dev.tickover.installer.manifest;

import dev.tickover.schedule.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the values of one table by their types, and reports each that is not what its key takes. */
final class TableReader {

    private final List<String> path;
    private final Map<?, ?> values;
    private final Problems problems;

    TableReader(List<String> path, Map<?, ?> values, Problems problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    List<String> path() {
        return path;
    }

    Problems problems() {
        return problems;
    }

    boolean has(ManifestKey key) {
        return values.containsKey(key.text());
    }

    Object value(ManifestKey key) {
        return values.get(key.text());
    }

    List<String> pathOf(ManifestKey key) {
        return pathOf(key.text());
    }

    List<String> pathOf(String key) {
        List<String> inner = new ArrayList<>(path);
        inner.add(key);
        return List.copyOf(inner);
    }

    /** Reports a value as wrong. */
    void refuse(ManifestKey key, String problem, String advice) {
        problems.report(pathOf(key), value(key), problem, advice);
    }

    /** Reports each key that the table does not have. */
    void refuseUnknownKeys(ManifestTable table) {
        for (Object key : values.keySet()) {
            String name = (String) key;
            if (table.key(name).isEmpty()) {
                problems.report(pathOf(name), "unknown key", UnknownKey.advice(name, table));
            }
        }
    }

    Optional<String> text(ManifestKey key) {
        return typed(key, String.class);
    }

    Optional<Boolean> onOrOff(ManifestKey key) {
        return typed(key, Boolean.class);
    }

    Optional<Integer> number(ManifestKey key) {
        Optional<Long> number = typed(key, Long.class);
        if (number.isPresent() && (number.get() < key.least() || number.get() > key.most())) {
            refuse(key, "out of range", "allowed: " + key.least() + " to " + key.most());
            return Optional.empty();
        }
        return number.map(Long::intValue);
    }

    Optional<Duration> duration(ManifestKey key) {
        return duration(key, key.bounds());
    }

    Optional<Duration> duration(ManifestKey key, Bounds bounds) {
        Optional<Duration> duration = text(key).flatMap(text -> parseDuration(key, text));
        if (duration.isPresent() && !bounds.holds(duration.get())) {
            boolean small = duration.get().compareTo(bounds.least()) < 0;
            refuse(key, small ? "too short" : "too long", "allowed: " + bounds.text());
            return Optional.empty();
        }
        return duration;
    }

    private Optional<Duration> parseDuration(ManifestKey key, String text) {
        try {
            return Optional.of(DurationText.parse(text));
        } catch (IllegalArgumentException malformed) {
            refuse(key, Quoted.message(malformed), key == ManifestKey.CATCH_UP_WINDOW ? "or write \"unlimited\"" : "");
            return Optional.empty();
        }
    }

    <E extends Enum<E>> Optional<E> choice(ManifestKey key, Class<E> type) {
        Optional<String> text = text(key);
        Optional<E> choice = text.flatMap(name -> Choices.find(type, name));
        if (text.isPresent() && choice.isEmpty()) {
            List<String> names = key.choices();
            String meant = NearestName.of(text.get(), names)
                    .map(UnknownKey::didYouMean)
                    .orElse("");
            refuse(key, "not one of its words", meant + "allowed: " + Choices.quoted(names));
        }
        return choice;
    }

    /** Reads a program with its arguments. */
    Optional<List<String>> command(ManifestKey key) {
        return has(key) ? CommandValue.read(this, key) : Optional.empty();
    }

    /** Reads a table inside this one. */
    Optional<TableReader> table(ManifestKey key) {
        return has(key)
                ? typed(key, Map.class).map(inner -> new TableReader(pathOf(key), inner, problems))
                : Optional.empty();
    }

    private <T> Optional<T> typed(ManifestKey key, Class<T> type) {
        Object value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            refuse(key, "expected " + key.type().words() + ", found " + found(value), "");
            return Optional.empty();
        }
        return Optional.of(type.cast(value));
    }

    /** Names the type of a value, for an error. */
    static String found(Object value) {
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof Long) {
            return "a whole number";
        }
        if (value instanceof Double) {
            return "a number with a fraction";
        }
        if (value instanceof Date) {
            return "a date";
        }
        return value instanceof List<?> ? "a list" : "a table";
    }
}
