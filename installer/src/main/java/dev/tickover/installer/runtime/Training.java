package dev.tickover.installer.runtime;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.Processes;
import dev.tickover.machine.Scope;
import dev.tickover.policy.ScheduleState;
import dev.tickover.schedule.App;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.Schedule;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.state.InstalledApp;
import dev.tickover.state.InstalledSchedule;
import dev.tickover.state.Lease;
import dev.tickover.state.LeaseStore;
import dev.tickover.state.ScheduleStore;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has real ticks run by a tick runtime, in a folder of their own that goes away with it: one that is delivered to a host,
 * one that runs a command, and one that is not due.
 */
public final class Training implements AutoCloseable {

    private static final String APP = "tickover-training";
    private static final String DELIVERED = "delivered";
    private static final String COMMAND = "command";
    private static final String IDLE = "idle";

    /** Java's own variables must not reach ticks that are to show what a runtime does by itself. */
    private static final Map<String, String> NO_OPTIONS =
            Map.of("JAVA_TOOL_OPTIONS", "", "JDK_JAVA_OPTIONS", "", "_JAVA_OPTIONS", "");

    private static final Duration OFTEN = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final CommandRunner runner;
    private final Machine machine;
    private final Path home;
    private final AppFolder folder;
    private final TrainingHost host;

    /**
     * Prepares schedules and a host.
     *
     * @param runner starts the ticks
     * @param program what the schedule in command mode runs; ends by itself at once
     * @param machine the machine
     * @throws IOException if the folder or the socket cannot be made
     */
    public Training(CommandRunner runner, List<String> program, Machine machine) throws IOException {
        this.runner = runner;
        this.machine = machine;
        Instant now = machine.clocks().wall();
        this.home = Files.createTempDirectory("tickover").toRealPath();
        this.folder = new AppFolder(home.resolve("app").toFile());
        try {
            compile(program, now);
            this.host = TrainingHost.listen(lease(now));
        } catch (IOException | RuntimeException failed) {
            delete(home);
            throw failed;
        }
    }

    private void compile(List<String> program, Instant now) throws IOException {
        folder.create();
        Every daily = Every.of(Duration.ofDays(1));
        Every often = Every.of(OFTEN);
        List<Schedule> schedules = List.of(
                Schedule.of(DELIVERED, often).build(),
                Schedule.of(COMMAND, often).run(program).build(),
                Schedule.of(IDLE, daily).first(First.AT_DUE).build());
        for (Schedule schedule : schedules) {
            Files.write(
                    folder.schedule(schedule.name()).toPath(),
                    Compiled.render(new InstalledSchedule(APP, schedule, Duration.ZERO)));
        }
        App app = new App(APP, Optional.empty(), List.of(), Liveness.DEFAULT, schedules);
        InstalledApp installed = new InstalledApp(
                app.id(),
                app.name(),
                app.start(),
                List.of(),
                app.liveness(),
                List.of(DELIVERED, COMMAND, IDLE),
                Scope.USER,
                "training",
                "",
                now,
                "");
        Files.write(folder.app().toPath(), Compiled.render(installed));
    }

    private Lease lease(Instant now) throws IOException {
        Processes processes = machine.processes();
        try {
            return new LeaseStore(folder, processes).take(processes.self(), now, home.toFile(), 0, "");
        } catch (LeaseStore.LeaseHeldException impossible) {
            throw new IOException(impossible);
        }
    }

    /** {@return the folder that the ticks are given: the state folder} */
    public Path state() {
        return folder.path().toPath();
    }

    /**
     * Has a tick delivered over the socket.
     *
     * @param java the program and its flags, class path and main class included
     * @throws IOException if the tick ends badly
     */
    public void deliver(List<String> java) throws IOException {
        run(runner, delivered(java));
    }

    /**
     * Has a tick run a command.
     *
     * @param java the program and its flags, class path and main class included
     * @throws IOException if the tick ends badly
     */
    public void command(List<String> java) throws IOException {
        run(runner, commanded(java));
    }

    /**
     * Has a pulse find nothing due.
     *
     * @param java the program and its flags, class path and main class included
     * @throws IOException if it ends badly
     */
    public void notDue(List<String> java) throws IOException {
        run(runner, idle(java));
    }

    /**
     * Owes a tick to the host.
     *
     * @param java the program and its flags, class path and main class included
     * @return the command that delivers it
     * @throws IOException if the state cannot be written
     */
    public List<String> delivered(List<String> java) throws IOException {
        owe(DELIVERED);
        return tick(java, DELIVERED);
    }

    /**
     * Owes a tick in command mode.
     *
     * @param java the program and its flags, class path and main class included
     * @return the command that starts it
     * @throws IOException if the state cannot be written
     */
    public List<String> commanded(List<String> java) throws IOException {
        owe(COMMAND);
        return tick(java, COMMAND);
    }

    /**
     * Returns the command that finds nothing due.
     *
     * @param java the program and its flags, class path and main class included
     * @return the command
     */
    public List<String> idle(List<String> java) {
        return tick(java, IDLE);
    }

    /** As if the last tick had been in time; a schedule without a state owes its first one in any case. */
    private void owe(String schedule) throws IOException {
        // The ticks are processes of their own, with the machine's clock.
        Instant now = machine.clocks().wall();
        // What is due at the full minute is in time for all of that minute, and the only one owed.
        Instant before = now.truncatedTo(ChronoUnit.MINUTES).minusSeconds(1);
        try (ScheduleStore.Transaction transaction =
                new ScheduleStore(folder, schedule).begin(now, machine.clocks().bootId())) {
            if (!transaction.isNew()) {
                ScheduleState owing = transaction
                        .state()
                        .with()
                        .servedThrough(Optional.of(before))
                        .lastStart(Optional.empty())
                        .coversUntil(Optional.empty())
                        .build();
                transaction.commit(owing, List.of(), false);
            }
        }
    }

    private List<String> tick(List<String> java, String schedule) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("--dir", folder.path().getPath(), schedule));
        return command;
    }

    static void run(CommandRunner runner, List<String> command) throws IOException {
        CommandResult result = runner.run(new Command(command, NO_OPTIONS, LONGEST));
        if (!(result instanceof CommandResult.Exited exited) || exited.code() != ExitCode.DONE) {
            throw new IOException(result.summary());
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        host.close();
        delete(home);
    }
}
