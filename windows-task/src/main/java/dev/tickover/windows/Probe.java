package dev.tickover.windows;

import dev.tickover.backend.Availability;
import dev.tickover.backend.Availability.Kind;
import dev.tickover.backend.Availability.Unavailable;
import dev.tickover.backend.Note;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether Task Scheduler can be used.
 *
 * @param scope for whom
 * @param environment the machine
 * @param runner runs schtasks and whoami
 * @param account finds out as whom this process runs
 * @param documentFolder where documents would go; empty if that cannot be told
 */
record Probe(
        Scope scope, Environment environment, CommandRunner runner, OwnAccount account, Optional<Path> documentFolder) {

    static final Note LOGGED_ON = new Note(
            Note.Kind.LOGGED_ON_ONLY,
            "ticks come while you are logged on and are made up for at the next logon",
            Optional.of("to keep them going: --scope system"));

    Availability look() {
        if (environment.system() != OperatingSystem.WINDOWS) {
            return new Unavailable(
                    "Task Scheduler is part of Windows alone",
                    "leave the target to tickover, or take this system's own");
        }
        if (documentFolder.isEmpty()) {
            return new Unavailable(
                    "there is no folder to keep documents in",
                    "set " + (scope == Scope.USER ? "LOCALAPPDATA" : "ProgramData") + ", or TICKOVER_HOME");
        }
        CommandResult list = runner.run(Schtasks.queryAll());
        Refusal refusal = Refusal.of(list);
        if (!(list instanceof CommandResult.Exited)) {
            return new Unavailable(refusal.reason(), refusal.advice());
        }
        if (refusal.accessDenied()) {
            return new Unavailable(refusal.reason(), refusal.advice(), Kind.NOT_PERMITTED);
        }
        Optional<UserAccount> own = account.ask(runner);
        if (own.isEmpty()) {
            return new Unavailable(
                    "the identifier (SID) of your account cannot be found, which your tasks must name",
                    "see what this prints: whoami /user");
        }
        if (scope == Scope.SYSTEM && !environment.administrator() && !own.get().elevated()) {
            return new Unavailable(
                    "only an administrator may install for the machine",
                    "use a console started as administrator, or install for yourself with --scope user",
                    Kind.NOT_PERMITTED);
        }
        return new Availability.Available(notes(list, refusal));
    }

    private List<Note> notes(CommandResult list, Refusal refusal) {
        List<Note> notes = new ArrayList<>();
        if (scope == Scope.USER) {
            notes.add(LOGGED_ON);
        }
        if (!list.succeeded()) {
            // One damaged task of anybody makes the list fail, and hinders nobody else.
            notes.add(new Note(
                    Note.Kind.TASKS_UNLISTED,
                    "the tasks of this machine cannot be listed: " + refusal.reason(),
                    Optional.empty()));
        }
        return notes;
    }
}
