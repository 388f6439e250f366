package dev.tickover.systemd;

import dev.tickover.backend.PlanStep;
import dev.tickover.machine.Command;
import dev.tickover.machine.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes commands for {@code systemctl}. They never ask for a password, which nobody might be there to type, and speak
 * English and UTC, whatever the user's language and zone.
 *
 * @param scope which manager is meant
 */
record Systemctl(Scope scope) {

    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "TZ", "UTC");

    Command command(Collection<String> units, String... verb) {
        List<String> arguments = new ArrayList<>();
        arguments.add("systemctl");
        if (scope == Scope.USER) {
            arguments.add("--user");
        }
        arguments.add("--no-ask-password");
        arguments.addAll(List.of(verb));
        arguments.addAll(units);
        return new Command(arguments, ENVIRONMENT, Command.DEFAULT_TIMEOUT);
    }

    /** Runs for units, if there are any; beside 0 the given exit codes are accepted. */
    List<PlanStep> run(String purpose, Set<Integer> accepted, Collection<String> units, String... verb) {
        return units.isEmpty() ? List.of() : List.of(new PlanStep.Run(command(units, verb), purpose, accepted));
    }

    /** Runs for units, if there are any, once the steps that follow have been undone. */
    List<PlanStep> afterUndo(Collection<String> units, String... verb) {
        return units.isEmpty() ? List.of() : List.of(new PlanStep.AfterUndo(command(units, verb)));
    }

    PlanStep reload() {
        return new PlanStep.Run(reloadCommand(), "have systemd read the units", Set.of(0));
    }

    PlanStep reloadAfterUndo() {
        return new PlanStep.AfterUndo(reloadCommand());
    }

    private Command reloadCommand() {
        return command(List.of(), "daemon-reload");
    }
}
