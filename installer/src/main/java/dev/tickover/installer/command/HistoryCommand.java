package dev.tickover.installer.command;

import dev.tickover.installer.ExitCode;
import dev.tickover.installer.UserException;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.status.HistoryText;
import dev.tickover.schedule.DurationText;
import dev.tickover.schedule.UtcText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Tells what ran, when it was due, why, and how late.")
final class HistoryCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "APP", description = "The application's id.")
    private String appId;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SCHEDULE", description = "One schedule; all by default.")
    private String schedule;

    @Option(names = "--since", paramLabel = "DURATION", description = "How far back, such as 24h (default) or 7d.")
    private String since = "24h";

    @Option(names = "--json", description = "Prints one JSON object a line.")
    private boolean json;

    HistoryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        AppFolder folder = StateFolders.find(context.surroundings().environment(), appId);
        if (schedule != null && folder.exists()) {
            AppArgument.schedule(folder, schedule);
        }
        String from = UtcText.format(context.surroundings().clocks().wall().minus(duration()));
        HistoryText text = new HistoryText(context.surroundings().clocks().zone());
        new History(folder).forEach(event -> {
            String of = event.text("schedule");
            boolean wanted = schedule == null || of == null || schedule.equals(of);
            if (wanted && event.text("at", "").compareTo(from) >= 0) {
                context.out().println(json ? event.write() : text.of(event));
            }
        });
        return ExitCode.DONE;
    }

    private Duration duration() {
        try {
            return DurationText.parse(since);
        } catch (IllegalArgumentException malformed) {
            throw new UserException(ExitCode.USAGE, "--since: " + malformed.getMessage(), "for example: --since 24h");
        }
    }
}
