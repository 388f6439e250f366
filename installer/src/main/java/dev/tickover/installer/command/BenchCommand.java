package dev.tickover.installer.command;

import dev.tickover.installer.UserException;
import dev.tickover.installer.bench.Bench;
import dev.tickover.installer.bench.BenchRequest;
import dev.tickover.installer.bench.Section;
import dev.tickover.machine.ExitCode;
import dev.tickover.machine.OperatingSystem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(name = "bench", description = "Measures what ticks cost on this machine, against an empty JVM; takes minutes.")
final class BenchCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "31",
            description = "How many pairs of runs each ratio is the median of; ${DEFAULT-VALUE} by default.")
    private int pairs;

    @Option(
            names = "--cold",
            description = "Measures ticks whose files are not in the page cache too, as after a boot.")
    private boolean cold;

    @Option(
            names = "--only",
            paramLabel = "SECTION",
            converter = SectionConverter.class,
            description = "Measures one part alone: ticks, sockets, growth, timer or decisions.")
    private Section only;

    BenchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (pairs < 1) {
            throw new UserException(ExitCode.USAGE, "--pairs is at least 1", "for example: tickover bench --pairs 31");
        }
        if (context.platform().environment().system() != OperatingSystem.LINUX) {
            throw new UserException(
                    ExitCode.NO_SCHEDULER, "the bench reads /proc, which only Linux has", "run it on Linux");
        }
        // Else the JDK starts each program by way of a helper of its own, which is no part of a tick.
        System.setProperty("jdk.lang.Process.launchMechanism", "VFORK");
        List<Section> sections = only == null ? List.of(Section.values()) : List.of(only);
        new Bench(
                        context.platform(),
                        context.backends(),
                        context.javaHome(),
                        new BenchRequest(sections, pairs, cold),
                        line -> context.out().println(line))
                .run();
        return ExitCode.DONE;
    }

    /** Reads the name of a section. */
    static final class SectionConverter implements ITypeConverter<Section> {
        @Override
        public Section convert(String value) {
            return Section.of(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "it is ticks, sockets, growth, timer or decisions, not " + value));
        }
    }
}
