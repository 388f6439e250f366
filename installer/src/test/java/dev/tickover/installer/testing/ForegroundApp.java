package dev.tickover.installer.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.installer.Main;
import dev.tickover.testing.Eventually;
import dev.tickover.testing.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An application that {@code tickover run} ticks in the foreground; each command is a process of its own. */
public final class ForegroundApp implements AutoCloseable {

    private final Path home;
    private final Path command;
    private final List<RunningProgram> programs = new ArrayList<>();

    private ForegroundApp(Path home, Path command) {
        this.home = home;
        this.command = command;
    }

    /** Runs the application of {@link Installation#APP} with one schedule, "beat"; a host hangs after two seconds. */
    public static ForegroundApp run(Path home) throws Exception {
        Files.writeString(home.resolve("tickover.toml"), """
                [app]
                id = "%s"
                [liveness]
                stale-after = "2s"
                [schedule.beat]
                cron = "0 0 1 1 *"
                spacing = "1s"
                """.formatted(Installation.APP));
        Path command = home.resolve("tickover");
        Files.writeString(command, """
                #!/bin/sh
                unset XDG_RUNTIME_DIR
                export TICKOVER_HOME='%s' TICKOVER_RUNTIME=plain
                exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp '%s' %s "$@"
                """.formatted(
                        home,
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName()));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        ForegroundApp app = new ForegroundApp(home, command);
        app.start("run", home.toString());
        Path history = app.state().resolve("history.jsonl");
        Eventually.holds(
                "the first pulse is over",
                () -> Files.exists(history) && Files.readString(history).contains("held until one attaches"));
        return app;
    }

    public Path state() {
        return home.resolve("state").resolve(Installation.APP);
    }

    /** Returns what is in the folder in which hosts that stand by register. */
    public List<Path> standbys() throws IOException {
        Path folder = state().resolve("standby");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Starts a command. */
    public RunningProgram start(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.toString()));
        words.addAll(List.of(arguments));
        return started(arguments[0], words);
    }

    /** Starts a program that knows the command by the variable TICKOVER. */
    public RunningProgram host(String... program) throws IOException {
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "TICKOVER=" + command));
        words.addAll(List.of(program));
        return started("host", words);
    }

    private RunningProgram started(String name, List<String> words) throws IOException {
        RunningProgram program = RunningProgram.start(home, name + "-" + programs.size(), words);
        programs.add(program);
        return program;
    }

    /** Runs a command that must end well, and returns what it printed. */
    public String done(String... arguments) throws Exception {
        RunningProgram program = start(arguments);
        assertEquals(0, program.code(), () -> List.of(arguments) + " in " + home);
        return program.out();
    }

    @Override
    public void close() {
        programs.forEach(RunningProgram::close);
    }
}
