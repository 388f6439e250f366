package dev.tickover.benchmarks.tick;

import dev.tickover.installer.install.Backends;
import dev.tickover.installer.install.ExecCommandRunner;
import dev.tickover.installer.install.Platform;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.tick.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the tick benchmarks. */
@Command(
        name = "benchmarks/run",
        description = "Measures what ticks cost on this machine, against an empty JVM; takes minutes.")
public final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help and exits.")
    private boolean help;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "31",
            description = "How many pairs of runs each ratio is the median of (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--cold",
            description = "Also measures ticks whose files are not in the page cache, as after a boot.")
    private boolean cold;

    @Option(
            names = "--only",
            paramLabel = "SECTION",
            description = "Measures one section only: ticks, sockets, growth, timer or decisions.")
    private Section only;

    private BenchCommand() {}

    /**
     * Runs the benchmarks and ends the JVM: exit code 0 if all was measured, 1 if a measurement failed, 2 for wrong usage.
     *
     * @param arguments the options
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (pairs < 1) {
            throw new ParameterException(spec.commandLine(), "--pairs must be at least 1, not " + pairs);
        }
        Environment environment = Environment.current();
        if (environment.system() != OperatingSystem.LINUX) {
            throw new ParameterException(
                    spec.commandLine(), "the benchmarks read /proc, which only Linux has; run them on Linux");
        }
        // Else the JDK starts each program by way of a helper of its own, which is no part of a tick.
        System.setProperty("jdk.lang.Process.launchMechanism", "VFORK");
        List<Section> sections = only == null ? List.of(Section.values()) : List.of(only);
        new Bench(
                        new Platform(environment, Machine.system(), new ExecCommandRunner()),
                        Backends.find(),
                        Path.of(System.getProperty("java.home")),
                        new BenchRequest(sections, pairs, cold),
                        System.out::println)
                .run();
        return CommandLine.ExitCode.OK;
    }
}
