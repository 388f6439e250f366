package dev.tickover.installer.command;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes completions for fish: one line for each command and each of its options (fish's complete(1)). */
final class FishCompletion {

    private final String name;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String name) {
        this.name = name;
    }

    static String of(String name, CommandLine whole) {
        FishCompletion fish = new FishCompletion(name);
        fish.options(whole.getCommandSpec(), "__fish_use_subcommand");
        for (Map.Entry<String, CommandLine> command : whole.getSubcommands().entrySet()) {
            CommandSpec spec = command.getValue().getCommandSpec();
            fish.line("__fish_use_subcommand", " -f -a " + command.getKey(), description(spec));
            fish.options(spec, "__fish_seen_subcommand_from " + command.getKey());
        }
        return fish.script.toString();
    }

    private static String description(CommandSpec spec) {
        String[] lines = spec.usageMessage().description();
        return lines.length == 0 ? "" : lines[0];
    }

    private void options(CommandSpec spec, String condition) {
        for (OptionSpec option : spec.options()) {
            StringBuilder what = new StringBuilder();
            for (String each : option.names()) {
                what.append(each.startsWith("--") ? " -l " + each.substring(2) : " -s " + each.substring(1));
            }
            // An option that takes a value wants a file, or something that nobody can guess: fish offers files.
            what.append(option.arity().max() > 0 ? " -r" : "");
            String[] lines = option.description();
            line(condition, what.toString(), lines.length == 0 ? "" : lines[0]);
        }
    }

    private void line(String condition, String what, String description) {
        script.append("complete -c ")
                .append(name)
                .append(" -n ")
                .append(quoted(condition))
                .append(what)
                .append(" -d ")
                .append(quoted(description))
                .append('\n');
    }

    /** In single quotes fish escapes the quote and the backslash alone. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
