package dev.tickover.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tickover.machine.CommandResult;
import dev.tickover.systemd.UserManager;
import dev.tickover.systemd.UserManager.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Is a machine with a real user manager, and a user who has unpacked the distribution in a home folder whose name holds
 * blanks and umlauts.
 */
final class UserMachine implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final UserManager manager;
    private final Path distribution;
    private final Path classes;

    private UserMachine(UserManager manager, Path distribution, Path classes) {
        this.manager = manager;
        this.distribution = distribution;
        this.classes = classes;
    }

    static UserMachine start(Account account, Path temporary) throws IOException, InterruptedException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path home = Files.createDirectories(temporary.resolve("Zoë & Größe"));
        Path software = Files.createDirectories(temporary.resolve("software of Zoë"));
        Path archive = only(Path.of("target"), "tickover-*.tar.gz").toAbsolutePath();
        run("tar", "xzf", archive.toString(), "-C", software.toString());
        Path classes = Files.createDirectories(software.resolve("classes/dev/tickover"));
        run("cp", "-r", "target/test-classes/dev/tickover/real", classes.toString());
        Path distribution = only(software, "tickover-*");
        return new UserMachine(UserManager.start(account, home), distribution, software.resolve("classes"));
    }

    UserManager manager() {
        return manager;
    }

    Path home() {
        return manager.home();
    }

    Path state(String app) {
        return home().resolve(".local/state/tickover").resolve(app);
    }

    Path units() {
        return home().resolve(".config/systemd/user");
    }

    /** Returns where bin/tickover is. */
    String command() {
        return distribution.resolve("bin/tickover").toString();
    }

    /** Returns where a resource of these tests lies, for programs of the machine. */
    String resource(String name) {
        return classes.resolve("dev/tickover/real").resolve(name).toString();
    }

    /** Runs bin/tickover as the user. */
    CommandResult.Exited tickover(String... arguments) {
        return tickover(Map.of(), arguments);
    }

    CommandResult.Exited tickover(Map<String, String> environment, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(distribution.resolve("bin/tickover").toString()));
        command.addAll(List.of(arguments));
        return exited(manager.run(command, withJava(environment), LONGEST));
    }

    /** Runs the same command with a manifest that may ask for intervals of a few seconds. */
    CommandResult.Exited shortTickover(String... arguments) {
        List<String> command = new ArrayList<>(java(ShortIntervals.class));
        command.addAll(List.of(arguments));
        return exited(manager.run(command, withJava(Map.of()), LONGEST));
    }

    /** Returns how to start a class of the tests as the user, with the distribution's libraries. */
    List<String> java(Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                // Machines share /tmp but no process ids, so the JVM's files there meet, and it says so on its output.
                "-XX:-UsePerfData",
                "-cp",
                distribution.resolve("lib") + "/*:" + classes,
                main.getName());
    }

    /** Runs the command, which must end well, and returns what it printed. */
    String done(String... arguments) {
        CommandResult.Exited result = tickover(arguments);
        assertEquals(0, result.code(), () -> List.of(arguments) + ": " + result);
        return result.out();
    }

    JsonObject status(String app) {
        return JsonParser.parseString(done("status", app, "--json")).getAsJsonObject();
    }

    Path write(String name, String content) throws IOException {
        Path file = home().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        manager.own(file);
        return file;
    }

    /** Runs any program as the user, and returns what it prints, whatever its exit code. */
    String run(List<String> command) {
        CommandResult.Exited result = exited(manager.run(command, Map.of(), LONGEST));
        return result.out().strip();
    }

    /** Runs a line of shell inside the machine, but as root. */
    void asRoot(String line) {
        try {
            run("nsenter", "--target", Long.toString(manager.pid()), "--all", "sh", "-c", line);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    String systemctl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("systemctl", "--user"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Every file, link and folder of the home folder that speaks of Tickover, and every unit that is loaded. */
    List<String> traces() throws IOException {
        List<String> traces = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(home())) {
            paths.map(path -> home().relativize(path).toString())
                    .filter(path -> path.contains("tickover"))
                    .sorted()
                    .forEach(traces::add);
        }
        systemctl("list-units", "--all", "--plain", "--no-legend", "tickover.*")
                .lines()
                .forEach(traces::add);
        return traces;
    }

    /** What the files below a folder hold. */
    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(path).toString(), Files.readString(path));
            }
        }
        return contents;
    }

    /** Waits for what real systems do in their own time. */
    static void await(String what, Callable<Boolean> condition) throws Exception {
        await(what, condition, () -> "");
    }

    static void await(String what, Callable<Boolean> condition, Supplier<String> seen) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.call()) {
            boolean inTime = System.nanoTime() < deadline;
            assertTrue(inTime, () -> "in " + LONGEST.toSeconds() + " s not: " + what + "\n" + seen.get());
            Thread.sleep(100);
        }
    }

    private static Map<String, String> withJava(Map<String, String> environment) {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        // A runtime image takes seconds to make; other tests are about that.
        variables.put("TICKOVER_RUNTIME", "plain");
        return variables;
    }

    private static CommandResult.Exited exited(CommandResult result) {
        if (result instanceof CommandResult.Exited exited) {
            return exited;
        }
        throw new AssertionError(result.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder(command).inheritIO().start().waitFor(),
                () -> List.of(command).toString());
    }

    private static Path only(Path folder, String pattern) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            return found.iterator().next();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        manager.close();
    }
}
