package dev.tickover.installer.command;

import dev.tickover.installer.UserException;
import dev.tickover.machine.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script that lets a shell complete commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(tickover completion bash)                                   # in ~/.bashrc",
            "  source <(tickover completion zsh)                                    # in ~/.zshrc",
            "  tickover completion fish > ~/.config/fish/completions/tickover.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    private static final String NAME = "tickover";

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell;

    CompletionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CommandLine whole = spec.root().commandLine();
        context.out()
                .print(
                        switch (shell) {
                            // One script for both: in zsh it loads bashcompinit first.
                            case "bash", "zsh" -> AutoComplete.bash(NAME, whole);
                            case "fish" -> FishCompletion.of(NAME, whole);
                            default ->
                                throw new UserException(
                                        ExitCode.USAGE,
                                        "no shell " + shell + " is known",
                                        "shells are bash, zsh and fish");
                        });
        context.out().flush();
        return ExitCode.DONE;
    }
}
