package dev.tickover.launchd;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether launchd will take jobs from this user, and keep them. Only exit codes decide.
 *
 * @param scope for whom
 * @param environment the machine
 * @param runner runs launchctl and id
 */
record Probe(Scope scope, Environment environment, CommandRunner runner) {

    Availability look() {
        Optional<Availability> obstacle = obstacle();
        return obstacle.isPresent() ? obstacle.get() : askDomain();
    }

    private Optional<Availability> obstacle() {
        if (environment.system() != OperatingSystem.MACOS) {
            return unavailable(
                    "launchd runs on macOS alone",
                    "leave the target to tickover, or take this system's own",
                    Kind.NO_SCHEDULER);
        }
        if (scope == Scope.SYSTEM) {
            return environment.administrator()
                    ? Optional.empty()
                    : unavailable(
                            "only root may install for the machine",
                            "use sudo, or install for yourself with --scope user",
                            Kind.NOT_PERMITTED);
        }
        if (environment.administrator()) {
            // There is no gui/0, and launchd refuses property lists that belong to somebody else (code 122).
            return unavailable(
                    "root has no session of its own to tick in",
                    "run it without sudo as the user it is for, or use --scope system",
                    Kind.NOT_PERMITTED);
        }
        if (environment.home().isEmpty() || environment.userId().isEmpty()) {
            return unavailable("there is no home folder to keep jobs in", "set HOME", Kind.NO_SCHEDULER);
        }
        return askWhoThisIs();
    }

    /** The user's number was read from the home folder's owner; a HOME kept from somebody else would mislead. */
    private Optional<Availability> askWhoThisIs() {
        CommandResult result = runner.run(Command.of("id", "-u"));
        String number = result instanceof CommandResult.Exited exited && exited.code() == 0
                ? exited.out().strip()
                : "";
        if (number.isEmpty() || number.equals(environment.userId().orElseThrow().toString())) {
            return Optional.empty();
        }
        return unavailable(
                "the home folder " + environment.home().orElseThrow() + " belongs to another user",
                "set HOME to your own",
                Kind.NOT_PERMITTED);
    }

    private Availability askDomain() {
        String domain = Launchctl.domain(scope, environment);
        CommandResult result = runner.run(Launchctl.command("print", domain));
        if (result instanceof CommandResult.CannotStart) {
            return new Unavailable(
                    "there is no launchctl: " + result.summary(), "put /bin into PATH; every macOS has it there");
        }
        if (!(result instanceof CommandResult.Exited exited)) {
            return new Unavailable("launchctl does not answer: " + result.summary(), "try again, or restart the Mac");
        }
        if (exited.code() == 0) {
            return new Availability.Available(notes());
        }
        Optional<LaunchctlExit> code = LaunchctlExit.of(exited.code());
        if (code.isPresent() && isWithoutSession(code.get())) {
            return new Unavailable(
                    environment.user() + " has no graphical session here, and only that keeps a user's jobs (" + domain
                            + ", exit code " + exited.code() + ")",
                    code.get().advice(),
                    Kind.NO_SESSION);
        }
        return new Unavailable(
                "launchd refuses " + domain + ": " + result.summary(),
                LaunchctlExit.explain(exited.code()),
                code.filter(it -> it == LaunchctlExit.NOT_PERMITTED).isPresent()
                        ? Kind.NOT_PERMITTED
                        : Kind.NO_SCHEDULER);
    }

    static boolean isWithoutSession(LaunchctlExit code) {
        return code == LaunchctlExit.NO_DOMAIN
                || code == LaunchctlExit.DOMAIN_CANNOT
                || code == LaunchctlExit.DOMAIN_ENDS;
    }

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        if (scope == Scope.USER) {
            notes.add(new Note(
                    Note.Kind.LOGGED_ON_ONLY,
                    "ticks stop when " + environment.user() + " logs out and are made up for at the next login",
                    Optional.of("to keep them going: --scope system")));
            CommandResult result = runner.run(Launchctl.command("managername"));
            String session = result instanceof CommandResult.Exited exited && exited.code() == 0
                    ? exited.out().strip()
                    : "";
            if (!session.isEmpty() && !session.equals("Aqua")) {
                notes.add(new Note(
                        Note.Kind.OTHER_SESSION,
                        "this is not the graphical session itself (" + session
                                + ", as over SSH): jobs loaded from here have been seen held back until the next login",
                        Optional.of("tickover status shows whether they are")));
            }
        }
        return notes;
    }

    private static Optional<Availability> unavailable(String reason, String advice, Kind kind) {
        return Optional.of(new Unavailable(reason, advice, kind));
    }
}
