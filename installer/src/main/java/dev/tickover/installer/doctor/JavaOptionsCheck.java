package dev.tickover.installer.doctor;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandResult.Exited;
import dev.tickover.machine.CommandRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for options that every JVM takes up from the environment of the user or the machine, tick clients too. A unit of
 * systemd unsets them. A task has no environment of its own; a property list can only set one, and of an empty variable
 * the JVM still says with each start that it was picked up. What is set in a console alone reaches no tick, so the
 * registry and launchd are asked: by exit code and by whether there is a value, in no language.
 */
final class JavaOptionsCheck implements Check<ExaminedMachine> {

    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Where Windows keeps the variables of a user and of the machine (Learn, "Environment Variables"). */
    private static final List<String> KEYS =
            List.of("HKCU\\Environment", "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment");

    @Override
    public Set<CheckId> ids() {
        return Set.of(CheckId.JAVA_OPTIONS);
    }

    @Override
    public List<Finding> look(ExaminedMachine machine) {
        List<Finding> findings = new ArrayList<>();
        for (String variable : VARIABLES) {
            Optional<String> mend = switch (machine.system()) {
                case MACOS -> onMac(machine.platform().runner(), variable);
                case WINDOWS -> onWindows(machine, variable);
                default -> Optional.empty();
            };
            mend.ifPresent(command -> findings.add(Finding.ofMachine(
                    CheckId.JAVA_OPTIONS,
                    variable + " is set for every program, so each tick takes it up: an option that goes ill with the"
                            + " tick client's own keeps it from starting",
                    command)));
        }
        return findings;
    }

    /** launchctl(1): getenv prints the value that jobs are given, or nothing. */
    private static Optional<String> onMac(CommandRunner runner, String variable) {
        CommandResult result = runner.run(Command.of("launchctl", "getenv", variable));
        return result instanceof Exited exited
                        && exited.code() == 0
                        && !exited.out().isBlank()
                ? Optional.of("launchctl unsetenv " + variable)
                : Optional.empty();
    }

    private static Optional<String> onWindows(ExaminedMachine machine, String variable) {
        for (String key : KEYS) {
            CommandResult result = machine.platform().runner().run(Command.of("reg", "query", key, "/v", variable));
            if (result.succeeded()) {
                return Optional.of("reg delete \"" + key + "\" /v " + variable + " /f");
            }
            if (!(result instanceof Exited)) {
                return inThisEnvironment(machine, variable);
            }
        }
        return Optional.empty();
    }

    /** Where the registry does not answer: what this program was given, it was mostly given by it. */
    private static Optional<String> inThisEnvironment(ExaminedMachine machine, String variable) {
        return machine.platform()
                .environment()
                .variable(variable)
                .map(value -> "remove " + variable + " from the environment variables of the user and of the machine");
    }
}
