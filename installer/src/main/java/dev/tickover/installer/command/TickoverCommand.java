package dev.tickover.installer.command;

import dev.tickover.backend.FileFailure;
import dev.tickover.installer.UserException;
import dev.tickover.installer.Version;
import dev.tickover.installer.manifest.Limits;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.FileLock;
import dev.tickover.machine.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Is the command with all its subcommands. */
@Command(
        name = "tickover",
        mixinStandardHelpOptions = true,
        versionProvider = TickoverCommand.VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keeps applications ticking: the OS pulses, the state decides, the host works.",
        footer = {
            "",
            "Exit codes: 0 done (also: not due), 1 failed, 2 usage, 69 no scheduler here, 75 try later, 77 not permitted,"
                    + " 78 manifest or state invalid."
        })
public final class TickoverCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private TickoverCommand() {}

    /** Is the help option of every subcommand. */
    @Command
    static final class HelpOption {
        @CommandLine.Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Shows this help and ends.")
        private boolean help;
    }

    /** Tells the version. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tickover " + Version.text()};
        }
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }

    /**
     * Runs the command line.
     *
     * @param context the machine, the user and where output goes
     * @param limits what a manifest may ask for
     * @param arguments what was typed
     * @return the exit code
     */
    public static int execute(Context context, Limits limits, String... arguments) {
        return commandLine(context, limits).execute(arguments);
    }

    static CommandLine commandLine(Context context, Limits limits) {
        CommandLine line = new CommandLine(new TickoverCommand());
        line.addSubcommand(new InitCommand(context));
        line.addSubcommand(new ImportCommand(context));
        line.addSubcommand(new PlanCommand(context));
        line.addSubcommand(new NextCommand(context));
        line.addSubcommand(new SimulateCommand(context));
        line.addSubcommand(new InstallCommand(context, limits));
        line.addSubcommand(new UninstallCommand(context));
        line.addSubcommand(new ListCommand(context));
        line.addSubcommand(new StatusCommand(context));
        line.addSubcommand(new HistoryCommand(context));
        line.addSubcommand(new WhyCommand(context));
        line.addSubcommand(new AuditCommand(context));
        line.addSubcommand(new ReportCommand(context));
        line.addSubcommand(new DoctorCommand(context));
        line.addSubcommand(new WakeCommand(context));
        line.addSubcommand(new PauseCommand(context));
        line.addSubcommand(new PauseCommand.Resume(context));
        line.addSubcommand(new AttachCommand(context));
        line.addSubcommand(new AttachCommand.Detach(context));
        line.addSubcommand(new CheckHostCommand(context));
        line.addSubcommand(new RunCommand(context, limits));
        line.addSubcommand(new TickCommand());
        line.addSubcommand(new DemoCommand(context));
        line.addSubcommand(new CompletionCommand(context));
        line.getSubcommands().get("doctor").getCommandSpec().usageMessage().footer(DoctorCommand.footer());
        for (CommandLine subcommand : line.getSubcommands().values()) {
            subcommand
                    .getCommandSpec()
                    .addMixin("help", CommandLine.Model.CommandSpec.forAnnotatedObject(new HelpOption()));
        }
        line.setOut(context.out());
        line.setErr(context.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.AUTO));
        line.setUsageHelpWidth(100);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler((problem, arguments) -> usage(problem, context.err()));
        line.setExecutionExceptionHandler((problem, failed, parsed) -> failure(problem, context.err()));
        return line;
    }

    private static int usage(CommandLine.ParameterException problem, PrintWriter err) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        err.println("tickover: " + firstLine(problem.getMessage()));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, err)) {
            err.println("see: " + command + " --help");
        }
        return ExitCode.USAGE;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** What the user can mend is told in two lines; anything else is a bug and keeps its stack trace. */
    private static int failure(Exception problem, PrintWriter err) {
        if (problem instanceof UserException user) {
            err.println("tickover: " + user.getMessage());
            err.println("tickover: " + user.advice());
            return user.code();
        }
        if (problem instanceof Folders.NoFolderException none) {
            err.println("tickover: " + none.getMessage());
            err.println("tickover: " + none.advice());
            return ExitCode.INVALID;
        }
        if (problem instanceof AccessDeniedException denied) {
            err.println("tickover: " + FileFailure.text(denied));
            err.println("tickover: check who owns it, or set TICKOVER_HOME to a folder of your own");
            return ExitCode.NOT_PERMITTED;
        }
        if (problem instanceof dev.tickover.state.DamagedException damaged) {
            err.println("tickover: a file of the state folder is damaged: " + damaged.getMessage());
            err.println("tickover: install the application again; its state and history stay");
            return ExitCode.INVALID;
        }
        if (problem instanceof FileLock.HeldTooLongException held) {
            err.println("tickover: " + held.getMessage());
            err.println("tickover: nothing is half-done; thaw or end that process, and try again");
            return ExitCode.TRY_LATER;
        }
        if (problem instanceof IOException failed) {
            err.println("tickover: " + FileFailure.text(failed));
            err.println("tickover: nothing is half-done; mend it and try again");
            return ExitCode.FAILED;
        }
        err.println("tickover: this is a bug in Tickover; please report it with these lines:");
        problem.printStackTrace(err);
        return ExitCode.FAILED;
    }
}
