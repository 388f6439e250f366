package dev.tickover.installer.manifest;

import java.util.Comparator;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Is one thing wrong with a manifest.
 *
 * @param source the file's name, as the user gave it
 * @param line the line, from 1; empty where the error belongs to none
 * @param key the dotted path of the key or table, such as {@code schedule.heartbeat.spacing}; empty if there is none
 * @param value the value as TOML writes it, cut if it is long; empty where it does not matter
 * @param problem what is wrong
 * @param advice what is allowed or what to do; empty where the problem says it
 */
public record ManifestError(String source, OptionalInt line, String key, String value, String problem, String advice) {

    /** Orders by line; errors that belong to none come last. */
    static final Comparator<ManifestError> BY_LINE =
            Comparator.comparingInt(error -> error.line().orElse(Integer.MAX_VALUE));

    /** Checks for null. */
    public ManifestError {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(advice, "advice");
    }

    /**
     * {@return the error for people, in the form that editors and terminals make a link of; one line, for example
     * {@code tickover.toml:12: schedule.heartbeat.spacng: unknown key; did you mean     "spacing"?}}
     */
    public String text() {
        StringBuilder text = new StringBuilder(source);
        line.ifPresent(number -> text.append(':').append(number));
        if (!key.isEmpty()) {
            text.append(": ").append(key);
        }
        if (!value.isEmpty() && !saysValue()) {
            text.append(" = ").append(value);
        }
        text.append(": ").append(problem);
        if (!advice.isEmpty()) {
            text.append("; ").append(advice);
        }
        return text.toString();
    }

    /** The messages of the duration and cron parsers repeat the text. */
    private boolean saysValue() {
        return value.startsWith("\"") && problem.contains(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
