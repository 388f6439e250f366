package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Is a real {@code systemd --user} in namespaces of its own, for as long as it is open. It ends with this JVM, however
 * that ends. Safe for use by many threads.
 */
public final class UserManager implements AutoCloseable {

    private static final String SCRIPT = "/user-manager.sh";
    private static final String REQUIRE = "TICKOVER_REQUIRE_REAL";

    /** Says whose manager it is. */
    public enum Account {
        /** The superuser's. */
        ROOT("root", 0, "root"),
        /** That of a user without any rights. */
        ORDINARY("65534", 65534, "nobody");

        private final String argument;
        private final int uid;
        private final String login;

        Account(String argument, int uid, String login) {
            this.argument = argument;
            this.uid = uid;
            this.login = login;
        }
    }

    private final Account account;
    private final Path home;
    private final Path script;
    private final Process process;
    private final String pid;

    private UserManager(Account account, Path home, Path script, Process process, String pid) {
        this.account = account;
        this.home = home;
        this.script = script;
        this.process = process;
        this.pid = pid;
    }

    /**
     * Starts a manager. Where that is impossible the calling test is skipped with the reason, or fails if the system
     * property or environment variable TICKOVER_REQUIRE_REAL is {@code true}.
     *
     * @param account whose
     * @param home the user's home folder; it exists, others may pass through the folders above it, and it is given to
     *     the user
     * @return the manager, up and running
     */
    public static UserManager start(Account account, Path home) throws IOException, InterruptedException {
        Path script = Files.createTempFile("user-manager", ".sh");
        script.toFile().deleteOnExit();
        try (InputStream text = UserManager.class.getResourceAsStream(SCRIPT)) {
            Files.write(script, text.readAllBytes());
        }
        requireSystemd(script);
        own(account, home);
        Process process = new ProcessBuilder("sh", script.toString(), account.argument, home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = new BufferedReader(process.inputReader()).readLine();
        if (line == null || !line.startsWith("ready ")) {
            process.destroy();
            fail("the user manager did not start: " + line);
        }
        return new UserManager(account, home, script, process, line.substring("ready ".length()));
    }

    /**
     * Returns the home folder.
     *
     * @return the folder given at the start
     */
    public Path home() {
        return home;
    }

    /**
     * Returns the number by which the outer system knows the first process of the namespaces.
     *
     * @return a process id
     */
    public long pid() {
        return Long.parseLong(pid);
    }

    /**
     * Describes the user's machine.
     *
     * @return what a program of the user would find
     */
    public Environment environment() {
        String runtime = "/run/user/" + account.uid;
        Map<String, String> variables = Map.of(
                "HOME",
                home.toString(),
                "XDG_RUNTIME_DIR",
                runtime,
                "DBUS_SESSION_BUS_ADDRESS",
                "unix:path=" + runtime + "/bus");
        return new Environment(OperatingSystem.LINUX, variables, Optional.of(home), account.login, account.uid == 0);
    }

    /**
     * Returns a runner of commands as the user, beside the manager.
     *
     * @return the runner
     */
    public CommandRunner runner() {
        return command -> run(command.arguments(), command.environment(), command.timeout());
    }

    /**
     * Runs a command as the user, beside the manager, in the home folder.
     *
     * @param arguments the program and its arguments
     * @return what became of it
     */
    public CommandResult run(String... arguments) {
        return run(List.of(arguments), Map.of(), Command.DEFAULT_TIMEOUT);
    }

    /**
     * Runs a command as the user, beside the manager, in the home folder.
     *
     * @param arguments the program and its arguments
     * @param environment variables beside HOME, XDG_RUNTIME_DIR and what else a login sets
     * @param timeout the longest it may take
     * @return what became of it
     */
    public CommandResult run(List<String> arguments, Map<String, String> environment, Duration timeout) {
        List<String> command = new ArrayList<>(List.of("nsenter", "--target", pid, "--all", "/run/enter"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(arguments);
        try {
            return runHere(command, timeout);
        } catch (IOException e) {
            return new CommandResult.CannotStart(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandResult.TimedOut("", "interrupted");
        }
    }

    /**
     * Gives a file, and the folders above it up to the home folder, to the user.
     *
     * @param path a file inside the home folder
     */
    public void own(Path path) {
        try {
            for (Path each = path; each != null && each.startsWith(home); each = each.getParent()) {
                own(account, each);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Ends the manager and all that it runs, and waits until nothing of it is left. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(script);
    }

    private static void requireSystemd(Path script) throws IOException, InterruptedException {
        CommandResult check;
        try {
            check = runHere(List.of("sh", script.toString(), "check"), Duration.ofSeconds(20));
        } catch (IOException e) {
            check = new CommandResult.CannotStart(e.getMessage());
        }
        if (check.succeeded()) {
            return;
        }
        String missing = check instanceof CommandResult.Exited exited ? exited.out() + exited.err() : check.summary();
        skip("no real user manager here:\n" + missing.strip());
    }

    /**
     * Skips the calling test, or fails it if the system property or environment variable TICKOVER_REQUIRE_REAL is
     * {@code true}.
     *
     * @param message what is missing, and how to get it
     */
    public static void skip(String message) {
        if (Boolean.getBoolean(REQUIRE) || "true".equals(System.getenv(REQUIRE))) {
            fail(message);
        }
        abort(message);
    }

    private static void own(Account account, Path path) throws IOException {
        UserPrincipal user =
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(account.login);
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setOwner(user);
    }

    static CommandResult runHere(List<String> command, Duration timeout) throws IOException, InterruptedException {
        Path out = Files.createTempFile("command", ".out");
        Path err = Files.createTempFile("command", ".err");
        try {
            // Files, not pipes: a pipe would stay open as long as any process that the command leaves behind.
            Process process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            String output = Files.readString(out, StandardCharsets.UTF_8);
            String errors = Files.readString(err, StandardCharsets.UTF_8);
            return ended
                    ? new CommandResult.Exited(process.exitValue(), output, errors)
                    : new CommandResult.TimedOut(output, errors);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
