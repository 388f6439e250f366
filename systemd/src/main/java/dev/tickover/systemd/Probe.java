package dev.tickover.systemd;

import dev.tickover.backend.Availability;
import dev.tickover.backend.Availability.Kind;
import dev.tickover.backend.Availability.Unavailable;
import dev.tickover.backend.Note;
import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks whether a manager is there that will serve timers, and whether it stays when the user leaves.
 *
 * @param scope which manager
 * @param environment the machine
 * @param runner runs systemctl and loginctl
 * @param unitFolder where units would go; empty for want of a home folder
 * @param lingerFolder where logind notes whom it lets linger: a file of the user's name (logind keeps it in
 *     /var/lib/systemd/linger)
 */
record Probe(Scope scope, Environment environment, CommandRunner runner, Optional<Path> unitFolder, Path lingerFolder) {

    static final Path LINGER_FOLDER = Path.of("/var/lib/systemd/linger");

    /** systemctl(1), {@code is-system-running}: degraded only says that some unit, not ours, has failed. */
    private static final Set<String> SERVING = Set.of("running", "degraded", "starting", "initializing");

    private static final String FOREGROUND = "without systemd, \"tickover run\" ticks in the foreground";

    Availability look() {
        Optional<Availability> obstacle = obstacle();
        return obstacle.isPresent() ? obstacle.get() : askManager();
    }

    private Optional<Availability> obstacle() {
        if (environment.system() != OperatingSystem.LINUX) {
            return noScheduler(
                    "systemd runs on Linux alone", "leave the target to tickover, or take this system's own");
        }
        if (scope == Scope.SYSTEM) {
            return environment.administrator()
                    ? Optional.empty()
                    : Optional.of(new Unavailable(
                            "only root may install for the machine",
                            "use sudo, or install for yourself with --scope user",
                            Kind.NOT_PERMITTED));
        }
        if (unitFolder.isEmpty()) {
            return noScheduler("there is no home folder to keep units in", "set HOME");
        }
        if (environment.variable("XDG_RUNTIME_DIR").isEmpty()
                && environment.variable("DBUS_SESSION_BUS_ADDRESS").isEmpty()) {
            return Optional.of(new Unavailable(
                    "XDG_RUNTIME_DIR is not set, so the user manager cannot be found (as after su or sudo)",
                    "log in as the user, or: export XDG_RUNTIME_DIR=/run/user/$(id -u)",
                    Kind.NO_USER_MANAGER));
        }
        return Optional.empty();
    }

    private Availability askManager() {
        CommandResult result = runner.run(new Systemctl(scope).command(List.of(), "is-system-running"));
        if (result instanceof CommandResult.CannotStart) {
            return new Unavailable("there is no systemctl: this system does not run systemd", FOREGROUND);
        }
        if (!(result instanceof CommandResult.Exited exited)) {
            return new Unavailable("systemd does not answer: " + result.summary(), "look at: systemctl status");
        }
        String state = exited.out().strip();
        if (SERVING.contains(state)) {
            return scope == Scope.SYSTEM ? new Availability.Available(List.of()) : askWhereUnitsAreRead();
        }
        if (state.equals("offline") || exited.err().contains("not been booted with systemd")) {
            return new Unavailable("systemd is installed but not running here, as in most containers", FOREGROUND);
        }
        if (exited.err().contains("connect to bus")) {
            return new Unavailable(
                    "the user manager cannot be reached: " + exited.summary(),
                    "log in as the user, or: loginctl enable-linger " + environment.user(),
                    Kind.NO_USER_MANAGER);
        }
        return new Unavailable(
                "systemd serves no timers now: " + (state.isEmpty() ? exited.summary() : state),
                "wait until the system has started, or look at: systemctl status",
                isWithoutBus() ? Kind.NO_USER_MANAGER : Kind.NO_SCHEDULER);
    }

    /** Whether this user's manager has nowhere to be reached, by the files that it makes. */
    private boolean isWithoutBus() {
        Optional<Path> runtime = environment.variable("XDG_RUNTIME_DIR").map(Path::of);
        return scope == Scope.USER
                && environment.variable("DBUS_SESSION_BUS_ADDRESS").isEmpty()
                && runtime.filter(folder -> Files.exists(folder.resolve("bus"))
                                || Files.exists(folder.resolve("systemd").resolve("private")))
                        .isEmpty();
    }

    /** The manager has its own XDG_CONFIG_HOME, from when it started: a shell that has another would install in vain. */
    private Availability askWhereUnitsAreRead() {
        CommandResult result =
                runner.run(new Systemctl(scope).command(List.of(), "show", "--property=UnitPath", "--value"));
        String paths = result instanceof CommandResult.Exited exited && exited.code() == 0
                ? exited.out().strip()
                : "";
        if (!paths.isEmpty() && !isAmong(paths, unitFolder.orElseThrow())) {
            return new Unavailable(
                    "the user manager does not read " + unitFolder.orElseThrow(),
                    "give XDG_CONFIG_HOME the value it had when you logged in, or log in anew");
        }
        return new Availability.Available(lingerNotes());
    }

    /** The list is separated by blanks; a path that holds one itself stands in quotes (seen with 252). */
    private static boolean isAmong(String paths, Path folder) {
        return (" " + paths + " ").contains(" " + folder + " ") || paths.contains("\"" + folder + "\"");
    }

    private List<Note> lingerNotes() {
        String user = environment.user();
        CommandResult result = runner.run(Command.of("loginctl", "show-user", user, "--property=Linger", "--value"));
        boolean told = result instanceof CommandResult.Exited exited
                && exited.out().strip().equals("yes");
        // loginctl knows only users who are logged in or linger, and is absent where there is no logind.
        if (told || Files.exists(lingerFolder.resolve(user))) {
            return List.of();
        }
        return List.of(new Note(
                Note.Kind.LINGERING_OFF,
                "lingering is off: ticks stop when " + user + " logs out and are made up for at the next login",
                Optional.of("to keep them going: loginctl enable-linger " + user)));
    }

    private static Optional<Availability> noScheduler(String reason, String advice) {
        return Optional.of(new Unavailable(reason, advice));
    }
}
