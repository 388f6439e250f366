package dev.tickover.installer.doctor;

import dev.tickover.backend.Availability;
import dev.tickover.backend.Availability.Unavailable;
import dev.tickover.backend.Backend;
import dev.tickover.backend.Note;
import dev.tickover.installer.UserException;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the scheduler of this system whether it serves this user, and whether it goes on at logout. */
final class SchedulerCheck implements Check<ExaminedMachine> {

    private static final String FOREGROUND = "tickover run";

    @Override
    public Set<CheckId> ids() {
        return Set.of(
                CheckId.SCHEDULER_UNAVAILABLE,
                CheckId.NO_USER_BUS,
                CheckId.LINGER_OFF,
                CheckId.GUI_DOMAIN_MISSING,
                CheckId.INTERACTIVE_ONLY);
    }

    @Override
    public List<Finding> look(ExaminedMachine machine) {
        Environment environment = machine.platform().environment();
        Backend backend;
        try {
            backend = machine.backends().of(environment.system());
        } catch (UserException none) {
            return List.of(Finding.ofMachine(CheckId.SCHEDULER_UNAVAILABLE, none.getMessage(), FOREGROUND));
        }
        // Root on a Mac has no session of its own, and needs none.
        Scope scope = environment.administrator() && environment.system() == OperatingSystem.MACOS
                ? Scope.SYSTEM
                : Scope.USER;
        Availability availability =
                backend.probe(scope, environment, machine.platform().runner());
        return availability instanceof Unavailable unavailable
                ? List.of(Finding.ofMachine(check(unavailable.kind()), unavailable.reason(), unavailable.advice()))
                : notes(machine, ((Availability.Available) availability).notes());
    }

    private static CheckId check(Availability.Kind kind) {
        return switch (kind) {
            case NO_SCHEDULER, NOT_PERMITTED -> CheckId.SCHEDULER_UNAVAILABLE;
            case NO_USER_MANAGER -> CheckId.NO_USER_BUS;
            case NO_SESSION -> CheckId.GUI_DOMAIN_MISSING;
        };
    }

    private static List<Finding> notes(ExaminedMachine machine, List<Note> notes) {
        return notes.stream().flatMap(note -> finding(machine, note).stream()).toList();
    }

    /** What matters only to an installation is not a finding. */
    private static Optional<Finding> finding(ExaminedMachine machine, Note note) {
        return switch (note.kind()) {
            case LINGERING_OFF ->
                Optional.of(Finding.ofMachine(CheckId.LINGER_OFF, note.text(), Lingering.enable(machine)));
            case LOGGED_ON_ONLY ->
                Optional.of(
                        Finding.ofMachine(CheckId.INTERACTIVE_ONLY, note.text(), "tickover install --scope system"));
            case OTHER_SESSION, TASKS_UNLISTED -> Optional.empty();
        };
    }
}
