package dev.tickover.launchd;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers each command as its script says, and fails the test at one that is not in it. */
final class ScriptedRunner implements CommandRunner {

    private final Map<String, CommandResult> script = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    ScriptedRunner on(String command, int code, String out) {
        return on(command, new CommandResult.Exited(code, out, ""));
    }

    ScriptedRunner on(String command, CommandResult result) {
        script.put(command, result);
        return this;
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public CommandResult run(Command command) {
        asked.add(command.text());
        CommandResult result = script.get(command.text());
        if (result == null) {
            throw new AssertionError("not in the script: " + command.text());
        }
        return result;
    }
}
