package dev.tickover.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads tables of vectors: one a line, columns parted by tabs, lines that begin with two slashes left out. */
public final class Fixture {

    private Fixture() {}

    /** Returns the lines of a resource beside a test class. */
    public static List<String> lines(Class<?> test, String name) {
        return all(test, name).stream().filter(line -> !line.startsWith("//")).toList();
    }

    /** Returns the texts of the comment lines that have a mark behind their two slashes. */
    public static List<String> comments(Class<?> test, String name, String mark) {
        String prefix = "//" + mark + " ";
        return all(test, name).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    private static List<String> all(Class<?> test, String name) {
        try (InputStream stream = Objects.requireNonNull(test.getResourceAsStream(name), name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the columns of each line. */
    public static List<String[]> rows(Class<?> test, String name) {
        return lines(test, name).stream().map(line -> line.split("\t")).toList();
    }
}
