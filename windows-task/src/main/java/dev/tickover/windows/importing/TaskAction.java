package dev.tickover.windows.importing;

import dev.tickover.importing.Draft;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.windows.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of what a task runs: one program with its arguments. */
final class TaskAction {

    private static final Pattern VARIABLE = Pattern.compile("%([^%\\s]+)%");
    private static final Pattern PARAMETER = Pattern.compile("\\$\\(Arg[0-9]+\\)");

    private final XmlElement task;
    private final Environment environment;
    private final Draft draft;

    private TaskAction(XmlElement task, Environment environment, Draft draft) {
        this.task = task;
        this.environment = environment;
        this.draft = draft;
    }

    static void addTo(Draft draft, XmlElement task, Environment environment) {
        new TaskAction(task, environment, draft).add();
    }

    private void add() {
        List<XmlElement> actions =
                task.child("Actions").map(XmlElement::children).orElse(List.of());
        if (actions.size() != 1 || !actions.get(0).name().equals("Exec")) {
            draft.obstacle(
                    actions.size() > 1
                            ? "it has " + actions.size() + " actions: put them into one script"
                            : "it runs no program, but "
                                    + actions.stream()
                                            .map(XmlElement::name)
                                            .findFirst()
                                            .orElse("nothing"));
            return;
        }
        XmlElement exec = actions.get(0);
        List<String> command = new ArrayList<>();
        // The one is a path, which quotes do not belong to; the other a line, which they part.
        command.add(known(exec.valueAt("Command").orElse("").replace("\"", "")));
        command.addAll(WindowsArguments.split(known(exec.valueAt("Arguments").orElse(""))));
        draft.run(command);
        if (command.get(0).toLowerCase(Locale.ROOT).endsWith("cmd.exe")) {
            draft.remark("cmd.exe reads quotes by rules of its own: check its arguments");
        }
        exec.valueAt("WorkingDirectory")
                .ifPresent(folder -> draft.remark("WorkingDirectory=" + folder + ": it starts in another folder; write"
                        + " whole paths, or have the command change to it"));
    }

    /** Task Scheduler replaces variables; on the machine that the task is of, they are known here too. */
    private String known(String text) {
        if (PARAMETER.matcher(text).find()) {
            draft.obstacle("$(Arg0) and the like are given by whoever starts the task");
        }
        StringBuilder known = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            Optional<String> value = value(variable.group(1));
            if (value.isEmpty()) {
                draft.obstacle("the variable " + variable.group() + ": write what it stands for");
            }
            variable.appendReplacement(known, Matcher.quoteReplacement(value.orElse(variable.group())));
        }
        return variable.appendTail(known).toString();
    }

    private Optional<String> value(String name) {
        if (environment.system() != OperatingSystem.WINDOWS) {
            return Optional.empty();
        }
        return environment.variables().entrySet().stream()
                .filter(variable -> variable.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
