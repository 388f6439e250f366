package dev.tickover.systemd;

import static dev.tickover.testing.backend.Apps.app;
import static dev.tickover.testing.backend.Apps.every;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.backend.AppAddress;
import dev.tickover.backend.Availability;
import dev.tickover.backend.Deployment;
import dev.tickover.backend.Inventory;
import dev.tickover.backend.Plan;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import dev.tickover.schedule.App;
import dev.tickover.testing.backend.AppliedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Is run in a JVM of its own, beside a systemd that is PID 1: so that what it writes to {@code /etc/systemd/system} is
 * that system's and not the machine's. It installs, looks, upgrades and removes as root, and lets timers fire.
 */
final class SystemScope {

    private static final App FIRST =
            app("a.b", every("beat", 30).build(), every("old", 60).build());
    private static final App SECOND =
            app("a.b", every("beat", 20).build(), every("new", 60).build());
    private static final AppAddress ADDRESS = new AppAddress("a.b", Scope.SYSTEM);

    private static final Path UNITS = Path.of("/etc/systemd/system");
    private static final Path STAMPS = Path.of("/var/lib/systemd/timers");
    private static final Path TICKS = Path.of("/run/ticks");

    private final SystemdBackend backend = new SystemdBackend();
    private final CommandRunner runner = SystemScope::run;
    private final Environment root = new Environment(
            OperatingSystem.LINUX, Map.of("HOME", "/root"), Optional.of(Path.of("/root")), "root", true);

    private SystemScope() {}

    /** Ends with 0 if all is as it should be. */
    public static void main(String[] arguments) throws Exception {
        new SystemScope().play();
    }

    private void play() throws Exception {
        until("the manager is up", () -> Set.of("running", "degraded").contains(systemctl("is-system-running")));
        assertInstanceOf(Availability.Available.class, backend.probe(Scope.SYSTEM, root, runner));
        assertEquals(UNITS, backend.documentFolder(Scope.SYSTEM, root));
        List<String> before = traces();

        install(FIRST);
        assertInForce(FIRST, Set.of("beat", "old", "sweep"));
        apply(new Plan(List.of(backend.kick(ADDRESS, "old", root))));
        until("the kicked service has run", () -> ticks().contains("old"));

        systemctl("disable", "--now", "tickover.a.b.old.timer");
        assertTrue(inspect().entries().get("old").problems().contains(Problems.DISABLED));
        install(FIRST);
        assertInForce(FIRST, Set.of("beat", "old", "sweep"));

        install(SECOND);
        assertInForce(SECOND, Set.of("beat", "new", "sweep"));
        fireEverySecond("beat");

        apply(backend.uninstall(ADDRESS, inspect(), root));
        assertEquals(Inventory.EMPTY, inspect());
        assertEquals(before, traces());
        System.out.println("installed, upgraded, fired and removed in system scope by "
                + systemctl("--version").lines().findFirst().orElse("?"));
    }

    /** Not the product's doing: a drop-in shortens the interval, for a test should not take half an hour. */
    private void fireEverySecond(String entry) throws Exception {
        Path folder = Files.createDirectories(UNITS.resolve("tickover.a.b." + entry + ".timer.d"));
        Path dropIn = Files.writeString(folder.resolve("short.conf"), "[Timer]\nOnCalendar=*:*:*\n");
        systemctl("daemon-reload");
        systemctl("restart", "tickover.a.b." + entry + ".timer");
        long already = ticks().stream().filter(entry::equals).count();
        until(
                "the timer has fired three times",
                () -> ticks().stream().filter(entry::equals).count() >= already + 3);
        Files.delete(dropIn);
        Files.delete(folder);
        systemctl("daemon-reload");
    }

    private void install(App app) {
        apply(plan(app));
    }

    private Plan plan(App app) {
        return backend.install(backend.translate(deployment(app)), inspect(), root);
    }

    private Deployment deployment(App app) {
        return new Deployment(
                app,
                Scope.SYSTEM,
                Path.of("/var/lib/tickover", app.id()),
                List.of("/bin/sh", "-c", "echo \"$1\" >>" + TICKS, "tick"),
                UNITS,
                ZoneId.of("Europe/Berlin"),
                Map.of());
    }

    private Inventory inspect() {
        return backend.inspect(ADDRESS, root, runner);
    }

    private void assertInForce(App app, Set<String> entries) {
        Inventory inventory = inspect();
        assertEquals(entries, inventory.entries().keySet());
        inventory.entries().forEach((name, found) -> {
            assertEquals(List.of(), found.problems(), name);
            assertTrue(found.active() && found.enabled() && found.next().isPresent(), name);
            assertEquals("active", systemctl("is-active", "tickover.a.b." + name + ".timer"));
        });
        assertEquals(Plan.NOTHING, plan(app));
    }

    private void apply(Plan plan) {
        assertEquals(new AppliedPlan(Optional.empty(), List.of()), AppliedPlan.of(plan, runner));
    }

    private static List<String> ticks() {
        try {
            return Files.exists(TICKS) ? Files.readAllLines(TICKS) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> traces() throws IOException {
        try (Stream<Path> units = Files.walk(UNITS);
                Stream<Path> stamps = Files.exists(STAMPS) ? Files.walk(STAMPS) : Stream.empty()) {
            return Stream.concat(units, stamps)
                    .map(Path::toString)
                    .filter(path -> path.contains("tickover"))
                    .sorted()
                    .toList();
        }
    }

    private static String systemctl(String... arguments) {
        List<String> words = new java.util.ArrayList<>(List.of("systemctl"));
        words.addAll(List.of(arguments));
        return run(Command.of(words)) instanceof CommandResult.Exited exited
                ? exited.out().strip()
                : "";
    }

    private static CommandResult run(Command command) {
        try {
            return UserManager.runHere(command.arguments(), command.timeout());
        } catch (IOException e) {
            return new CommandResult.CannotStart(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandResult.TimedOut("", "interrupted");
        }
    }

    private static void until(String what, java.util.function.BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within 30 s: " + what);
            Thread.sleep(50);
        }
    }
}
