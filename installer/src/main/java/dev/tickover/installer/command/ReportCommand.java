package dev.tickover.installer.command;

import dev.tickover.installer.UserException;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.report.Page;
import dev.tickover.installer.report.ReportData;
import dev.tickover.machine.ExitCode;
import dev.tickover.schedule.DurationText;
import dev.tickover.state.AppFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description = "Writes one self-contained HTML page with the timeline of ticks, gaps and causes.")
final class ReportCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final Context context;

    @Parameters(paramLabel = "APP", description = "The application's id.")
    private String appId;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to; tickover-APP.html in this folder by default, - for standard output.")
    private String out;

    @Option(names = "--since", paramLabel = "DURATION", description = "How far back, such as 24h or 7d (default).")
    private String since = "7d";

    ReportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Duration length = duration();
        AppFolder folder = StateFolders.find(context.platform().environment(), appId);
        ZoneId zone = context.platform().clocks().zone();
        Instant now = context.platform().clocks().wall();
        Instant from = now.minus(length);
        ReportData data = ReportData.of(folder, from, zone, name -> ActiveHoursOf.schedule(folder, name));
        String page = new Page(appId, from, now, zone).of(data);
        if ("-".equals(out)) {
            context.out().print(page);
            context.out().flush();
            return ExitCode.DONE;
        }
        Path file = context.workingFolder()
                .resolve(out == null ? "tickover-" + appId + ".html" : out)
                .normalize();
        if (Files.isDirectory(file) || !Files.isDirectory(file.getParent())) {
            throw new UserException(
                    ExitCode.FAILED,
                    Files.isDirectory(file) ? file + " is a folder" : "there is no folder " + file.getParent(),
                    "name a file in a folder that is there: --out report.html");
        }
        Files.writeString(file, page);
        context.out().println(file);
        return ExitCode.DONE;
    }

    private Duration duration() {
        Duration length;
        try {
            length = DurationText.parse(since);
        } catch (IllegalArgumentException malformed) {
            throw new UserException(ExitCode.USAGE, "--since: " + malformed.getMessage(), "for example: --since 7d");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw new UserException(ExitCode.USAGE, "--since is at most 366d, not " + since, "for example: --since 7d");
        }
        return length;
    }
}
