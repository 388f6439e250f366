package dev.tickover.installer.doctor;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers as a Mac was recorded to, with whole outputs; one command may be told to answer otherwise. */
final class RecordedMac implements CommandRunner {

    private static final String GUI = "gui/501";

    private final Path agents;
    private final Map<String, CommandResult> answers = new HashMap<>();

    RecordedMac(Path agents) {
        this.agents = agents;
        answer("id -u", new CommandResult.Exited(0, "501\n", ""));
        answer("launchctl managername", new CommandResult.Exited(0, "Aqua\n", ""));
        answer("launchctl print " + GUI, new CommandResult.Exited(0, GUI + " = {\n\ttype = login\n}\n", ""));
        answer("launchctl print-disabled " + GUI, recorded("print-disabled-none"));
        answer("launchctl list", recorded("list"));
        answer("pmset -g", recorded("pmset"));
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            answer("launchctl getenv " + variable, new CommandResult.Exited(0, "", ""));
        }
        answer(print("tickover.alma.beat"), recordedOf("print-well", "tickover.alma.beat"));
        answer(print("tickover.alma.sweep"), recordedOf("print-never", "tickover.alma.sweep"));
    }

    static String print(String label) {
        return "launchctl print " + GUI + "/" + label;
    }

    RecordedMac answer(String command, CommandResult result) {
        answers.put(command, result);
        return this;
    }

    static CommandResult recorded(String name) {
        return new CommandResult.Exited(0, text(name), "");
    }

    CommandResult recordedOf(String name, String label) {
        return recordedOf(name, label, agents.resolve(label + ".plist"));
    }

    static CommandResult recordedOf(String name, String label, Path loadedFrom) {
        String text = text(name)
                .replace("LABEL", GUI + "/" + label)
                .replace("\tpath = PATH", "\tpath = " + loadedFrom)
                .replace("NAME", label);
        return new CommandResult.Exited(0, text, "");
    }

    /** Not loaded: only the code tells, whatever is said beside it. */
    static CommandResult missing(String label, String words) {
        return new CommandResult.Exited(
                113, "", words.isEmpty() ? text("print-missing.err").replace("NAME", label) : words);
    }

    @Override
    public CommandResult run(Command command) {
        CommandResult result = answers.get(command.text());
        if (result == null) {
            throw new AssertionError("never recorded: " + command.text());
        }
        return result;
    }

    private static String text(String name) {
        try (InputStream in = RecordedMac.class.getResourceAsStream("/recorded/launchctl/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
