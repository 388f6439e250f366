package dev.tickover.systemd;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Answers commands from a script, in its order; the script must be used up. */
final class ScriptedRunner implements CommandRunner {

    private final Deque<Map.Entry<String, CommandResult>> script = new ArrayDeque<>();

    ScriptedRunner expect(String command, CommandResult result) {
        script.add(Map.entry(command, result));
        return this;
    }

    ScriptedRunner expect(String command, int code, String out, String err) {
        return expect(command, new CommandResult.Exited(code, out, err));
    }

    @Override
    public CommandResult run(Command command) {
        Map.Entry<String, CommandResult> next = script.poll();
        if (next == null || !next.getKey().equals(command.text())) {
            throw new AssertionError("expected " + next + ", not " + command.text());
        }
        return next.getValue();
    }

    void assertUsedUp() {
        if (!script.isEmpty()) {
            throw new AssertionError("never asked: " + script);
        }
    }
}
