package dev.tickover.installer.command;

import dev.tickover.tick.TickClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "tick", description = "Looks at one schedule as the OS scheduler would have it looked at.")
final class TickCommand implements Callable<Integer> {

    @Option(names = "--dir", required = true, paramLabel = "STATE_DIR", description = "The app's state folder.")
    private String folder;

    @Parameters(paramLabel = "SCHEDULE", description = "The schedule's name, or sweep for all.")
    private String schedule;

    TickCommand() {}

    @Override
    public Integer call() {
        return TickClient.run(System.err, "--dir", folder, schedule);
    }
}
