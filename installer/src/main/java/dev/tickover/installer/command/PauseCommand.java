package dev.tickover.installer.command;

import dev.tickover.installer.UserException;
import dev.tickover.installer.install.StateFolders;
import dev.tickover.installer.status.TimeText;
import dev.tickover.machine.ExitCode;
import dev.tickover.schedule.DurationText;
import dev.tickover.state.AppFolder;
import dev.tickover.state.Compiled;
import dev.tickover.tick.Pause;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "pause", description = "Lets an application, or one schedule, skip what comes due until it is resumed.")
final class PauseCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "APP", description = "The application's id.")
    private String appId;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SCHEDULE", description = "One schedule; all by default.")
    private String schedule;

    @Option(names = "--for", paramLabel = "DURATION", description = "For how long, such as 2h; else until resumed.")
    private String duration;

    PauseCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Instant until = until();
        for (String name : Schedules.of(context, appId, schedule)) {
            Pause.pause(
                    Schedules.folder(context, appId),
                    name,
                    until,
                    context.platform().machine());
            context.out()
                    .println("Paused " + appId + " " + name
                            + (until.equals(Instant.MAX)
                                    ? " until it is resumed."
                                    : " until "
                                            + TimeText.local(
                                                    until,
                                                    context.platform().clocks().zone())
                                            + "."));
        }
        return ExitCode.DONE;
    }

    private Instant until() {
        if (duration == null) {
            return Instant.MAX;
        }
        try {
            return context.platform().clocks().wall().plus(DurationText.parse(duration));
        } catch (IllegalArgumentException malformed) {
            throw new UserException(ExitCode.USAGE, "--for: " + malformed.getMessage(), "for example: --for 2h");
        }
    }

    @Command(name = "resume", description = "Ends a pause. What came due meanwhile stays skipped.")
    static final class Resume implements Callable<Integer> {

        private final Context context;

        @Parameters(index = "0", paramLabel = "APP", description = "The application's id.")
        private String appId;

        @Parameters(index = "1", arity = "0..1", paramLabel = "SCHEDULE", description = "One; all by default.")
        private String schedule;

        Resume(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws IOException {
            for (String name : Schedules.of(context, appId, schedule)) {
                boolean was = Pause.resume(
                        Schedules.folder(context, appId),
                        name,
                        context.platform().machine());
                context.out().println(was ? "Resumed " + appId + " " + name + "." : name + " was not paused.");
            }
            return ExitCode.DONE;
        }
    }

    /** Finds the schedules that a command is about. */
    static final class Schedules {

        private Schedules() {}

        static AppFolder folder(Context context, String appId) {
            return StateFolders.findInstalled(context.platform().environment(), appId);
        }

        static List<String> of(Context context, String appId, String schedule) throws IOException {
            AppFolder folder = folder(context, appId);
            if (schedule == null) {
                return Compiled.app(folder).schedules();
            }
            AppArgument.schedule(folder, schedule);
            return List.of(schedule);
        }
    }
}
