package dev.tickover.installer.command;

import dev.tickover.event.EventText;
import dev.tickover.event.HistoryEvent;
import dev.tickover.installer.UserException;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.ledger.Gap;
import dev.tickover.installer.ledger.GapFinder;
import dev.tickover.installer.status.HistoryText;
import dev.tickover.installer.status.TimeText;
import dev.tickover.machine.ExitCode;
import dev.tickover.schedule.DurationText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.History;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

    @Option(
            names = "--explain",
            description = "Names the cause of each gap: asleep, powered off, host absent, paused, no pulse ...")
    private boolean explain;

    @Option(names = "--json", description = "Prints one JSON object a line.")
    private boolean json;

    HistoryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        AppFolder folder = StateFolders.find(context.platform().environment(), appId);
        if (schedule != null && folder.exists()) {
            AppArgument.schedule(folder, schedule);
        }
        HistoryText text = new HistoryText(context.platform().clocks().zone());
        Instant since = context.platform().clocks().wall().minus(duration());
        GapFinder gaps =
                new GapFinder(context.platform().clocks().zone(), name -> ActiveHoursOf.schedule(folder, name));
        new History(folder).forEachSince(since, line -> {
            HistoryEvent event = line.event();
            Optional<Gap> gap = explain ? gaps.add(line) : Optional.empty();
            boolean wanted = schedule == null || event.schedule().isEmpty() || schedule.equals(event.schedule());
            if (wanted && !event.at().isBefore(since)) {
                context.out().println(json ? EventText.write(line) : text.of(event));
                gap.ifPresent(this::print);
            }
        });
        return ExitCode.DONE;
    }

    private void print(Gap gap) {
        if (json) {
            context.out().println(gap.toLine().write());
            return;
        }
        String length = TimeText.length(Duration.between(gap.from(), gap.until()));
        context.out().println("    gap of " + length + ": " + gap.why());
    }

    private Duration duration() {
        try {
            return DurationText.parse(since);
        } catch (IllegalArgumentException malformed) {
            throw new UserException(ExitCode.USAGE, "--since: " + malformed.getMessage(), "for example: --since 24h");
        }
    }
}
