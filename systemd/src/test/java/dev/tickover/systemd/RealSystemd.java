package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.Environment;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.systemd.UserManager.Account;
import dev.tickover.testing.backend.AppliedPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Is the backend with a real user manager, as an installer would drive it. */
final class RealSystemd implements AutoCloseable {

    private final SystemdBackend backend = new SystemdBackend();
    private final UserManager manager;

    RealSystemd(Account account, Path home) throws IOException, InterruptedException {
        manager = UserManager.start(account, home);
    }

    SystemdBackend backend() {
        return backend;
    }

    UserManager manager() {
        return manager;
    }

    Path folder() {
        return backend.documentFolder(Scope.USER, manager.environment());
    }

    Path file(String name) {
        return manager.home().resolve(name);
    }

    /** Writes a shell script that the user can run. */
    Path program(String name, String... lines) throws IOException {
        Path program = file(name);
        Files.writeString(program, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        manager.own(program);
        return program;
    }

    Deployment deployment(App app, String... tickCommand) {
        return Deployments.LINUX.of(app, Scope.USER, folder(), List.of(tickCommand));
    }

    Inventory inspect(App app) {
        return backend.inspect(address(app), manager.environment(), manager.runner());
    }

    Plan plan(Deployment deployment) {
        return backend.install(backend.translate(deployment), inspect(deployment.app()), manager.environment());
    }

    void install(Deployment deployment) {
        assertEquals(Optional.empty(), apply(plan(deployment)).failure());
    }

    void uninstall(App app) {
        Plan plan = backend.uninstall(address(app), inspect(app), manager.environment());
        assertEquals(Optional.empty(), apply(plan).failure());
    }

    /** Gives the user the units before each command: a test that runs as root writes them for itself. */
    AppliedPlan apply(Plan plan) {
        return AppliedPlan.of(plan, command -> {
            ownUnits();
            return manager.runner().run(command);
        });
    }

    private void ownUnits() {
        if (Files.isDirectory(folder())) {
            try (Stream<Path> units = Files.walk(folder())) {
                units.forEach(manager::own);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Runs {@code systemctl --user} and returns what it prints, whatever its exit code. */
    String systemctl(String... arguments) {
        List<String> command = Stream.concat(Stream.of("systemctl", "--user"), Stream.of(arguments))
                .toList();
        CommandResult result = manager.run(command.toArray(String[]::new));
        return result instanceof CommandResult.Exited exited ? exited.out().strip() : result.summary();
    }

    /** Returns the timers that the manager serves, as it lists them itself. */
    SortedSet<String> timers() {
        SortedSet<String> timers = new TreeSet<>();
        for (String word : systemctl("list-timers", "--no-legend").split("\\s+")) {
            if (word.endsWith(".timer")) {
                timers.add(word);
            }
        }
        return timers;
    }

    /** Returns every file, link and folder with "tickover" in its path, below the home folder. */
    List<String> traces() throws IOException {
        try (Stream<Path> paths = Files.walk(manager.home())) {
            return paths.map(path -> manager.home().relativize(path).toString())
                    .filter(path -> path.contains("tickover"))
                    .sorted()
                    .toList();
        }
    }

    /** Waits for what a real scheduler does in its own time. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "in 20 s not: " + what);
            Thread.sleep(50);
        }
    }

    static AppAddress address(App app) {
        return new AppAddress(app.id(), Scope.USER);
    }

    @Override
    public void close() throws IOException {
        manager.close();
    }

    Environment environment() {
        return manager.environment();
    }
}
