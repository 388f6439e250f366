package dev.tickover.installer.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.installer.command.Context;
import dev.tickover.installer.command.TickoverCommand;
import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.Platform;
import dev.tickover.installer.manifest.Limits;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.systemd.FakeSystemd;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Is a user who types commands, in a home folder of their own, with a systemd that can be told to fail. */
public final class TestUser {

    /**
     * Is what a command gave.
     *
     * @param code the exit code
     * @param out what it printed
     * @param err what it said of errors and progress
     */
    public record Result(int code, String out, String err) {}

    private final Path home;
    private final FakeSystemd systemd;
    private final Map<String, String> variables = new HashMap<>();
    private UnaryOperator<CommandRunner> runner = UnaryOperator.identity();
    private Backends backends = Backends.find();

    /** Makes a user whose home folder is that one. */
    public TestUser(Path home) {
        this.home = home;
        this.systemd = new FakeSystemd(home);
        for (String folder : List.of(".config", ".local/share", ".local/state")) {
            home.resolve(folder).toFile().mkdirs();
        }
        variables.put("HOME", home.toString());
        // A private image takes seconds, and jlink is nothing that a played systemd can answer for.
        variables.put("TICKOVER_RUNTIME", "plain");
        variables.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
    }

    /** Returns the systemd of this user. */
    public FakeSystemd systemd() {
        return systemd;
    }

    /** Returns where the state of an application is. */
    public Path state(String app) {
        return home.resolve(".local/state/tickover").resolve(app);
    }

    /** Sets a variable; null unsets it. */
    public TestUser variable(String name, String value) {
        if (value == null) {
            variables.remove(name);
        } else {
            variables.put(name, value);
        }
        return this;
    }

    /** Puts something between the commands and systemd. */
    public TestUser between(UnaryOperator<CommandRunner> wrapped) {
        runner = wrapped;
        return this;
    }

    /** Lets this user have no scheduler at all. */
    public TestUser withoutBackends() {
        backends = new Backends(List.of());
        return this;
    }

    /** Writes a file in the home folder. */
    public Path write(String name, String content) {
        try {
            Path file = home.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /** Describes this user to commands. */
    public Environment environment() {
        Optional<Path> known = Optional.ofNullable(variables.get("HOME")).map(Path::of);
        return new Environment(OperatingSystem.LINUX, variables, known, "me", false);
    }

    /** Returns how this user's commands reach systemd. */
    public CommandRunner runner() {
        return runner.apply(this::systemctl);
    }

    /** Returns what this user's commands are given. */
    public Context context(PrintWriter out, PrintWriter err) {
        return new Context(
                new Platform(environment(), Machine.system(), runner()),
                backends,
                Path.of(System.getProperty("java.home")),
                home,
                out,
                err);
    }

    /** Types a command in the home folder. */
    public Result type(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Context context = context(new PrintWriter(out, true), new PrintWriter(err, true));
        int code = TickoverCommand.execute(context, Limits.STANDARD, arguments);
        return new Result(code, out.toString(), err.toString());
    }

    /** Types a command that must end well, and returns what it printed. */
    public String done(String... arguments) {
        Result result = type(arguments);
        assertEquals(0, result.code(), result::toString);
        return result.out();
    }

    private CommandResult systemctl(Command command) {
        if (command.text().endsWith("is-system-running")) {
            return new CommandResult.Exited(0, "running\n", "");
        }
        if (command.text().endsWith("--property=UnitPath --value")) {
            return new CommandResult.Exited(0, "", "");
        }
        if (command.arguments().get(0).equals("loginctl")) {
            return new CommandResult.Exited(0, "yes\n", "");
        }
        if (command.text().contains(" start ")) {
            return new CommandResult.Exited(0, "", "");
        }
        return systemd.run(command);
    }

    /** Returns every file of the home folder with its content and rights; locks, which are empty, left out. */
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.filter(path -> !path.equals(home)).toList()) {
                String content = Files.isRegularFile(path)
                        ? Files.getPosixFilePermissions(path) + " "
                                + Base64.getEncoder().encodeToString(Files.readAllBytes(path))
                        : "folder";
                if (!path.toString().endsWith(".lock")) {
                    files.put(home.relativize(path).toString(), content);
                }
            }
            return files;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
