package dev.tickover.installer.doctor;

import dev.tickover.backend.Availability;
import dev.tickover.backend.Availability.Unavailable;
import dev.tickover.backend.Backend;
import dev.tickover.installer.UserException;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the scheduler of this system whether it serves this user, and whether it goes on at logout. What the backends
 * word themselves is read here; what an operating system words never is.
 */
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
                ? List.of(unavailable(environment, unavailable))
                : notes(machine, ((Availability.Available) availability).notes());
    }

    private static Finding unavailable(Environment environment, Unavailable unavailable) {
        CheckId check = CheckId.SCHEDULER_UNAVAILABLE;
        String reason = unavailable.reason();
        if (reason.contains("user manager cannot be")
                || reason.startsWith("systemd serves no timers now") && isWithoutBus(environment)) {
            check = CheckId.NO_USER_BUS;
        } else if (reason.contains("has no graphical session")) {
            check = CheckId.GUI_DOMAIN_MISSING;
        }
        return Finding.ofMachine(check, reason, unavailable.advice());
    }

    /** Whether this user's manager has nowhere to be reached: told by files, whatever language systemctl speaks. */
    private static boolean isWithoutBus(Environment environment) {
        Optional<String> runtime = environment.variable("XDG_RUNTIME_DIR");
        return environment.variable("DBUS_SESSION_BUS_ADDRESS").isEmpty()
                && (runtime.isEmpty()
                        || !Files.exists(Path.of(runtime.get(), "bus"))
                                && !Files.exists(Path.of(runtime.get(), "systemd", "private")));
    }

    private static List<Finding> notes(ExaminedMachine machine, List<String> notes) {
        List<Finding> findings = new ArrayList<>();
        for (String note : notes) {
            if (note.startsWith("lingering is off")) {
                findings.add(Finding.ofMachine(CheckId.LINGER_OFF, firstPart(note), Lingering.enable(machine)));
            } else if (note.startsWith("ticks stop when") || note.startsWith("ticks come while")) {
                findings.add(Finding.ofMachine(
                        CheckId.INTERACTIVE_ONLY, firstPart(note), "tickover install --scope system"));
            }
        }
        return findings;
    }

    /** A note ends with what to do about it, which a finding tells apart. */
    private static String firstPart(String note) {
        int advice = note.indexOf("; to keep them going");
        return advice < 0 ? note : note.substring(0, advice);
    }
}
