package dev.tickover.installer.runtime;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Is what was written down of a tick runtime when it was made. It is written last, so a runtime with a record is whole.
 *
 * @param rung what it consists of
 * @param why why it is no better one; empty if it is the best that was asked for
 * @param mayImprove whether the next installation is to try for a better one: the reason may pass
 * @param command the program and its arguments, up to the main class
 * @param dump the program and its arguments that make the class archive anew, for the sweep; empty without an archive
 * @param javaVersion the version of the Java that runs ticks
 * @param javaHome the JDK it was made from
 * @param javaFingerprint which build that was
 * @param seals the files that must stay as they are, by their paths in the runtime, each with its modification time and
 *     size
 * @param builtAt when it was made
 * @param took how long that took
 * @param bytes its size
 */
public record RuntimeRecord(
        RuntimeKind rung,
        String why,
        boolean mayImprove,
        List<String> command,
        List<String> dump,
        String javaVersion,
        Path javaHome,
        String javaFingerprint,
        Map<String, String> seals,
        Instant builtAt,
        Duration took,
        long bytes) {

    static final String FILE = "runtime.properties";

    /** Copies the collections. */
    public RuntimeRecord {
        command = List.copyOf(command);
        dump = List.copyOf(dump);
        seals = Map.copyOf(seals);
    }

    /**
     * Reads the record of a runtime.
     *
     * @param folder the runtime's folder
     * @return the record; empty if there is no whole runtime
     */
    public static Optional<RuntimeRecord> read(Path folder) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(FILE), StandardCharsets.UTF_8)) {
            properties.load(reader);
            return Optional.of(of(properties));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static RuntimeRecord of(Properties properties) {
        Map<String, String> seals = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("seal.")) {
                seals.put(name.substring("seal.".length()), properties.getProperty(name));
            }
        }
        return new RuntimeRecord(
                RuntimeKind.valueOf(properties.getProperty("rung")),
                properties.getProperty("why", ""),
                Boolean.parseBoolean(properties.getProperty("mayImprove")),
                list(properties, "command."),
                list(properties, "dump."),
                properties.getProperty("javaVersion"),
                Path.of(properties.getProperty("javaHome")),
                properties.getProperty("javaFingerprint"),
                seals,
                Instant.parse(properties.getProperty("builtAt")),
                Duration.ofMillis(Long.parseLong(properties.getProperty("tookMs"))),
                Long.parseLong(properties.getProperty("bytes")));
    }

    private static List<String> list(Properties properties, String prefix) {
        List<String> list = new ArrayList<>();
        for (int i = 0; properties.containsKey(prefix + i); i++) {
            list.add(properties.getProperty(prefix + i));
        }
        return list;
    }

    private static void put(Properties properties, String prefix, List<String> list) {
        for (int i = 0; i < list.size(); i++) {
            properties.setProperty(prefix + i, list.get(i));
        }
    }

    /**
     * Describes the runtime for people.
     *
     * @return one line
     */
    public String text() {
        String made = rung.text() + ", Java " + javaVersion + ", " + (bytes + (1 << 20) - 1 >> 20) + " MiB, made in "
                + took.toSeconds() + "." + took.toMillisPart() / 100 + " s";
        return why.isEmpty() ? made : made + " (" + why + ")";
    }

    void write(Path folder) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("rung", rung.name());
        properties.setProperty("why", why);
        properties.setProperty("mayImprove", String.valueOf(mayImprove));
        put(properties, "command.", command);
        put(properties, "dump.", dump);
        properties.setProperty("javaVersion", javaVersion);
        properties.setProperty("javaHome", javaHome.toString());
        properties.setProperty("javaFingerprint", javaFingerprint);
        seals.forEach((file, seal) -> properties.setProperty("seal." + file, seal));
        properties.setProperty("builtAt", builtAt.toString());
        properties.setProperty("tookMs", String.valueOf(took.toMillis()));
        properties.setProperty("bytes", String.valueOf(bytes));
        StringWriter text = new StringWriter();
        try {
            properties.store(text, "Says of what this tick runtime consists; written when it was whole.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Path whole = folder.resolve(FILE + ".tmp");
        Files.writeString(whole, text.toString());
        Files.move(whole, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Names the state of a file that must not change under an archive: the JVM compares the same two. */
    static String seal(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis() + ":" + Files.size(file);
    }

    /**
     * Looks whether the runtime still is what it was when it was made.
     *
     * @param folder the runtime's folder
     * @return what is wrong with it and what that does, one line; empty if it is sound
     */
    public Optional<String> problem(Path folder) {
        if (!Files.isExecutable(Path.of(command.get(0)))) {
            return Optional.of("its Java is gone: " + command.get(0));
        }
        for (Map.Entry<String, String> sealed : new TreeMap<>(seals).entrySet()) {
            Path file = folder.resolve(sealed.getKey());
            try {
                if (!seal(file).equals(sealed.getValue())) {
                    return Optional.of(file + " was changed; ticks run without their class archive, and slower");
                }
            } catch (IOException gone) {
                return Optional.of(file + " is gone");
            }
        }
        return rung == RuntimeKind.IMAGE ? Optional.empty() : javaProblem();
    }

    private Optional<String> javaProblem() {
        try {
            JavaHome now = JavaHome.read(javaHome);
            return now.fingerprint().equals(javaFingerprint)
                    ? Optional.empty()
                    : Optional.of("Java in " + javaHome + " was changed from " + javaVersion + " to " + now.version()
                            + "; ticks run without their class archive, and slower");
        } catch (IOException unreadable) {
            return Optional.of("Java in " + javaHome + " cannot be read");
        }
    }
}
